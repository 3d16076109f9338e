import type { Group } from './group.ts'
import { PREFIXES_MAX, type Prefix, type TreePlan } from './plan.ts'

/**
 * Rows worked on at once, tree by tree: few enough that their codes and sums stay in the processor's cache, enough
 * that a table is read often for each time that it is fetched. Loops take arrays as arguments: reached through a
 * closure they are half as fast.
 */
export const BLOCK_ROWS = 512

const prefixes = new Int32Array(PREFIXES_MAX * BLOCK_ROWS)
const places = new Int32Array(BLOCK_ROWS)

/** Adds the contributions of a tree's groups to `sums`, of the first `size` rows. Codes and sums: BLOCK_ROWS values a column. */
export function addTree(tree: TreePlan, codes: Int32Array, sums: Float64Array, size: number): void {
  for (const prefix of tree.prefixes) passPrefix(prefix, codes, size)
  for (const group of tree.groups) {
    findPlaces(group, codes, size)
    addGroup(group, sums, size)
  }
}

/** The sign of limit − code is 1 where the row goes right: no branch to guess. */
function passPrefix({ from, to, column, limit }: Prefix, codes: Int32Array, size: number): void {
  const [before, after, at] = [from * BLOCK_ROWS, to * BLOCK_ROWS, column * BLOCK_ROWS]
  for (let row = 0; row < size; row++)
    prefixes[after + row] = (prefixes[before + row]! << 1) | ((limit - codes[at + row]!) >>> 31)
}

/** Where in the group's table each row's values begin. */
function findPlaces({ prefix, columns, limits, features }: Group, codes: Int32Array, size: number): void {
  const before = prefix * BLOCK_ROWS
  const width = features.length
  const [a, b, c] = [columns[0]! * BLOCK_ROWS, columns[1]! * BLOCK_ROWS, columns[2]! * BLOCK_ROWS]
  const [limitA, limitB, limitC] = [limits[0]!, limits[1]!, limits[2]!]
  for (let row = 0; row < size; row++) {
    const pattern =
      (prefixes[before + row]! << 3) |
      ((limitA - codes[a + row]!) >>> 31) |
      (((limitB - codes[b + row]!) >>> 31) << 1) |
      (((limitC - codes[c + row]!) >>> 31) << 2)
    places[row] = Math.imul(pattern, width)
  }
}

/** As many features in one loop as there are kernels for: the loop itself costs as much as an addition. */
function addGroup({ features, table }: Group, sums: Float64Array, size: number): void {
  const to = features.map((feature) => feature * BLOCK_ROWS)
  let at = 0
  while (at < to.length) {
    const left = to.length - at
    if (left >= 7) at = addSeven(table, at, to, sums, size)
    else if (left >= 5) at = addFive(table, at, to, sums, size)
    else if (left >= 2) at = addTwo(table, at, to, sums, size)
    else at = addOne(table, at, to, sums, size)
  }
}

type Kernel = (
  table: Float32Array,
  at: number,
  to: readonly number[],
  sums: Float64Array,
  size: number,
) => number

const addSeven: Kernel = (table, at, to, sums, size) => {
  const [a, b, c, d] = [to[at]!, to[at + 1]!, to[at + 2]!, to[at + 3]!]
  const [e, f, g] = [to[at + 4]!, to[at + 5]!, to[at + 6]!]
  for (let row = 0; row < size; row++) {
    const from = places[row]! + at
    sums[a + row]! += table[from]!
    sums[b + row]! += table[from + 1]!
    sums[c + row]! += table[from + 2]!
    sums[d + row]! += table[from + 3]!
    sums[e + row]! += table[from + 4]!
    sums[f + row]! += table[from + 5]!
    sums[g + row]! += table[from + 6]!
  }
  return at + 7
}

const addFive: Kernel = (table, at, to, sums, size) => {
  const [a, b, c, d, e] = [to[at]!, to[at + 1]!, to[at + 2]!, to[at + 3]!, to[at + 4]!]
  for (let row = 0; row < size; row++) {
    const from = places[row]! + at
    sums[a + row]! += table[from]!
    sums[b + row]! += table[from + 1]!
    sums[c + row]! += table[from + 2]!
    sums[d + row]! += table[from + 3]!
    sums[e + row]! += table[from + 4]!
  }
  return at + 5
}

const addTwo: Kernel = (table, at, to, sums, size) => {
  const [a, b] = [to[at]!, to[at + 1]!]
  for (let row = 0; row < size; row++) {
    const from = places[row]! + at
    sums[a + row]! += table[from]!
    sums[b + row]! += table[from + 1]!
  }
  return at + 2
}

const addOne: Kernel = (table, at, to, sums, size) => {
  const a = to[at]!
  for (let row = 0; row < size; row++) sums[a + row]! += table[places[row]! + at]!
  return at + 1
}
