import { TESTS_WITHIN_MAX } from './group.ts'
import { PREFIXES_MAX, type TreePlan } from './plan.ts'

/**
 * The plans of all trees in a few flat arrays, for one row at a time: no object is looked at on the way.
 * `prefixes` and `groups` hold records of numbers; a tree's end in each stands in `ends`.
 */
export type Flat = {
  /** from, to, column, limit */
  prefixes: Int32Array
  /** prefix, three columns, three limits, where its features begin in `features`, where its table begins in `tables` */
  groups: Int32Array
  /** A group's features, and the next one's begin where they end. */
  features: Int32Array
  tables: Float32Array
  ends: { prefixes: number; groups: number }[]
  /** Working space: where in `tables` the row's values begin, by group. */
  places: Int32Array
}

const PREFIX_WIDTH = 4
const GROUP_WIDTH = 3 + 2 * TESTS_WITHIN_MAX

export function flatten(plans: readonly TreePlan[]): Flat {
  const prefixes: number[] = []
  const groups: number[] = []
  const features: number[] = []
  const ends: Flat['ends'] = []
  const all = plans.flatMap((plan) => plan.groups)
  const tables = new Float32Array(all.reduce((sum, { table }) => sum + table.length, 0))
  let filled = 0
  for (const plan of plans) {
    for (const { from, to, column, limit } of plan.prefixes) prefixes.push(from, to, column, limit)
    for (const group of plan.groups) {
      groups.push(group.prefix, ...group.columns, ...group.limits, features.length, filled)
      features.push(...group.features)
      tables.set(group.table, filled)
      // One copy serves batches and single rows: at depth 6 it is all that the cache has room for.
      group.table = tables.subarray(filled, (filled += group.table.length))
    }
    ends.push({ prefixes: prefixes.length, groups: groups.length })
  }
  groups.push(0, 0, 0, 0, 0, 0, 0, features.length, filled)
  return {
    prefixes: Int32Array.from(prefixes),
    groups: Int32Array.from(groups),
    features: Int32Array.from(features),
    tables,
    ends,
    places: new Int32Array(all.length),
  }
}

const patterns = new Int32Array(PREFIXES_MAX)

/** Adds the contributions of all groups to one row's `sums`, in the order in which a batch adds them. */
export function addRow(flat: Flat, codes: Int32Array, sums: Float64Array): void {
  findPlaces(flat, codes)
  addPlaces(flat.groups, flat.features, flat.tables, flat.places, sums)
}

/** First where in the tables to look, for all groups: so the processor can fetch many of those rows at once. */
function findPlaces({ prefixes, groups, places, ends }: Flat, codes: Int32Array): void {
  let prefix = 0
  let group = 0
  for (const end of ends) {
    prefix = passPrefixes(prefixes, prefix, end.prefixes, codes)
    group = passGroups(groups, group, end.groups, codes, places)
  }
}

function passPrefixes(prefixes: Int32Array, from: number, end: number, codes: Int32Array): number {
  for (let at = from; at < end; at += PREFIX_WIDTH)
    patterns[prefixes[at + 1]!] =
      (patterns[prefixes[at]!]! << 1) | ((prefixes[at + 3]! - codes[prefixes[at + 2]!]!) >>> 31)
  return end
}

function passGroups(
  groups: Int32Array,
  from: number,
  end: number,
  codes: Int32Array,
  places: Int32Array,
): number {
  let place = from / GROUP_WIDTH
  for (let at = from; at < end; at += GROUP_WIDTH) {
    const pattern =
      (patterns[groups[at]!]! << 3) |
      ((groups[at + 4]! - codes[groups[at + 1]!]!) >>> 31) |
      (((groups[at + 5]! - codes[groups[at + 2]!]!) >>> 31) << 1) |
      (((groups[at + 6]! - codes[groups[at + 3]!]!) >>> 31) << 2)
    const width = groups[at + GROUP_WIDTH + 7]! - groups[at + 7]!
    places[place++] = groups[at + 8]! + Math.imul(pattern, width)
  }
  return end
}

/** So many rows of the tables are asked of the memory at once, before the first of them is needed. */
const TOUCHED_AT_ONCE = 32

/** Gives the sum of what it touched: nobody needs it, but without a use the engine would leave the reading out. */
function addPlaces(
  groups: Int32Array,
  features: Int32Array,
  tables: Float32Array,
  places: Int32Array,
  sums: Float64Array,
): number {
  let feature = 0
  let touched = 0
  for (let first = 0; first < places.length; first += TOUCHED_AT_ONCE) {
    const last = Math.min(first + TOUCHED_AT_ONCE, places.length)
    for (let place = first; place < last; place++) touched += tables[places[place]!]!
    for (let place = first; place < last; place++) {
      let from = places[place]!
      const end = groups[(place + 1) * GROUP_WIDTH + 7]!
      for (; feature < end; feature++) sums[features[feature]!]! += tables[from++]!
    }
  }
  return touched
}
