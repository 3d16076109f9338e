import { messageChannels } from '../../domain/plan.ts'
import type { PackDocuments } from '../pack-schema.ts'
import type { Pack } from '../pack.ts'

/** A pack in which one rule says something else. */
export type Mutation = { about: keyof PackDocuments; what: string; pack: Pack }

type JsonObject = { readonly [key in string]: Json }
type Json = string | number | boolean | null | Json[] | JsonObject
type Path = readonly (string | number)[]
type Change = { path: Path; value: Json | undefined; what: string }

/** What explains a rule and decides nothing. */
const EXPLAINS: ReadonlySet<string> = new Set([
  ...[
    'source',
    'sources',
    'title',
    'blocks',
    'name',
    'id',
    'status',
    'voluntary',
    'task',
    'contest',
    'version',
  ],
  // Texts are proved by the wording rules. Of the zones of a country only the outermost decide.
  ...['texts', 'bodies', 'subjects', 'help'],
  ...['type', 'zones_if_unknown'],
])
/** Documents whose every rule is mutated. `pack` names things and decides nothing. */
const MUTATED = [
  ...(['scorecard', 'levels', 'hardship', 'matrix', 'contact-rules', 'calendar'] as const),
  ...(['holds', 'inbound', 'duties', 'templates', 'opening', 'urgency'] as const),
]

/** Every way in which one number, word, list or rule of the pack could be another. */
export function* mutationsOf(
  pack: Pack,
  documents: readonly (keyof PackDocuments)[] = MUTATED,
): Generator<Mutation> {
  const mute = messageChannels.filter(
    (channel) => !pack.documents.templates.frames.some((frame) => frame.channel === channel),
  )
  for (const about of documents) {
    for (const { path, value, what } of changesIn(pack.documents[about] as unknown as Json, [], mute)) {
      const mutant = {
        ...pack.documents,
        [about]: changed(pack.documents[about] as unknown as Json, path, value),
      }
      yield {
        about,
        what: `${placeOf(pack, about, path)} ${what}`,
        pack: { ref: pack.ref, documents: mutant } as Pack,
      }
    }
  }
}

/** `mute`: channels for which the pack has no texts. */
function* changesIn(node: Json | undefined, path: Path, mute: readonly string[]): Generator<Change> {
  const key = path.at(-1)
  if (typeof key === 'string' && EXPLAINS.has(key)) return
  if (Array.isArray(node)) yield* changesInList(node, path, mute)
  else if (typeof node === 'object' && node !== null)
    for (const name of Object.keys(node)) yield* changesIn(node[name], [...path, name], mute)
  else yield* changesOfValue(node, path)
}

function* changesInList(list: Json[], path: Path, mute: readonly string[]): Generator<Change> {
  for (const [index, item] of list.entries()) {
    if (!isNeutral(item, path, mute)) yield { path: [...path, index], value: undefined, what: 'is left out' }
    yield* changesIn(item, [...path, index], mute)
  }
}

/** Pairs of hours have no part that could be missing; on a channel without texts nothing is sent. */
const isNeutral = (item: Json, path: Path, mute: readonly string[]): boolean =>
  path.at(-1) === 'window' ||
  path.at(-1) === 'working_hours' ||
  (typeof item === 'string' && mute.includes(item))

function* changesOfValue(value: Exclude<Json, object> | undefined, path: Path): Generator<Change> {
  const to = (other: Json): Change => ({ path, value: other, what: `becomes ${JSON.stringify(other)}` })
  if (typeof value === 'number') {
    const step = Number.isInteger(value) ? 1 : Math.abs(value) < 1 ? 0.01 : 0.1
    yield to(round(value + step))
    yield to(round(value - step))
  } else if (typeof value === 'string')
    yield* othersOf(String(path.at(-1)), value)
      .filter((other) => other !== value)
      .map(to)
  else if (value === null && path.at(-1) === 'value') yield to(0)
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6

const alternatives: Record<string, Record<string, string>> = {
  operator: {
    ...{ equal: 'notEqual', notEqual: 'equal', in: 'notEqual' },
    ...{ lessThan: 'lessThanInclusive', lessThanInclusive: 'lessThan' },
    ...{ greaterThan: 'greaterThanInclusive', greaterThanInclusive: 'greaterThan' },
  },
  hardship: { NONE: 'OVERSPENDING', OVERSPENDING: 'NONE' },
  level: { HIGH: 'LOW', MEDIUM: 'HIGH', LOW: 'MEDIUM' },
  priority: { URGENT: 'HIGH', HIGH: 'URGENT' },
  days: { all: 'business', business: 'all' },
  when: { always: 'overdue', overdue: 'always' },
  counted_from: { start: 'end-of-treatment', 'end-of-treatment': 'start' },
  edits: { registered: 'within-rules', 'within-rules': 'registered' },
  audience: { everyone: 'vulnerable', vulnerable: 'everyone' },
  purpose: { servicing: 'wellness', wellness: 'servicing' },
  queue: { supervisors: 'cases', cases: 'supervisors' },
  category: { service: 'promotional' },
  counts: { any: 'call', message: 'call', call: 'message' },
}
/** The feature that a mutated rule reads instead of its own. */
const OTHER = 'days_to_due'

const fallbacks: Record<string, string> = { hardship: 'NONE', level: 'LOW', priority: 'LOW', queue: 'policy' }

function othersOf(key: string, value: string): string[] {
  const table = alternatives[key]
  if (table) return [table[value] ?? fallbacks[key]].filter((other) => other !== undefined)
  if (/^\d\d:\d\d$/.test(value)) return [minuteLater(value, 1), minuteLater(value, -1)]
  // In force only in another age: as if it were not there.
  if (key === 'effective') return ['2199-01-01']
  // A computed value is not a fact; what it is computed from is named beside it.
  if (key === 'fact')
    return value === 'times' || value === 'scaled' ? [] : [value === OTHER ? 'transactions_90d' : OTHER]
  if (key === 'of') return [OTHER]
  if (key === 'fallback_language') return ['hi', 'en']
  return key === 'templateId' ? ['other.other'] : []
}

function minuteLater(clock: string, minutes: number): string {
  const [hours = 0, past = 0] = clock.split(':').map(Number)
  const total = hours * 60 + past + minutes
  return [Math.floor(total / 60), total % 60].map((part) => String(part).padStart(2, '0')).join(':')
}

function changed(node: Json | undefined, [head, ...rest]: Path, value: Json | undefined): Json | undefined {
  if (head === undefined) return value
  if (Array.isArray(node)) {
    if (rest.length === 0 && value === undefined) return node.filter((_, index) => index !== head)
    return node.map((item, index) => (index === head ? (changed(item, rest, value) ?? null) : item))
  }
  const object = node as Record<string, Json>
  return { ...object, [head]: changed(object[head], rest, value) as Json }
}

/** Where a change is, by the names of the rules on the way. */
function placeOf(pack: Pack, about: keyof PackDocuments, path: Path): string {
  let node = pack.documents[about] as unknown as Json | undefined
  const names = path.map((step) => {
    node = Array.isArray(node) ? node[Number(step)] : (node as Record<string, Json>)[String(step)]
    if (typeof node === 'string' && typeof step === 'number') return `“${node}”`
    const named = node as { id?: Json; name?: Json; kind?: Json } | null
    return String((typeof node === 'object' && (named?.id ?? named?.name ?? named?.kind)) || step)
  })
  return [about, ...names].join(' › ')
}
