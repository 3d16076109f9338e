import type { KeyedFact } from '../domain/bank-event.ts'
import type { Token } from '../domain/ids.ts'
import { explained, type Explanation, type Original } from '../domain/rejection.ts'
import { topics, type Topic } from '../stores/kafka/topics.ts'
import type { OutgoingRecord, Producer } from '../stores/kafka/producer.ts'
import { writeConsents } from '../stores/postgres/consents.ts'
import type { Database } from '../stores/postgres/database.ts'
import { claimRejected, noteReplay, type RejectedRow } from '../stores/postgres/rejected-events.ts'
import type { Vault } from '../stores/vault/vault.ts'
import { readFactItem } from './fact-item.ts'
import { openCanonical } from './formats/canonical.ts'
import type { BadRow } from './formats/row.ts'
import { openConsents, openContacts } from './people.ts'
import { rejectionOf, validateKeyedFact, type Fault } from './validate.ts'

export type ReplayDeps = {
  database: Database
  vault: Vault
  producer: Producer
  tokenise: (customerId: string) => Token
  /** The bank's, for dates without a time. */
  zone: string
}
export type Replayed = Explanation & {
  id: number
  result: 'taken' | 'rejected' | 'not-open' | 'no-original'
}

type Wrong = { wrong: Explanation }
const NOT_JSON: Wrong = { wrong: explained({ reason: 'not-json' }) }
type Sendable = { topic: Topic; record: OutgoingRecord }
/** What a row about a person gives: it goes to the vault or to the consents. */
type Writable = { write: () => Promise<void> }
type Again = Sendable | Writable | Wrong

/**
 * Takes rejected bytes through their door once more, as they came: what was fixed is the product, its rules or what
 * was missing. Taken once: a row stays claimed until the brokers have stored it, and what is sent twice by a crash in
 * between has the same event id.
 */
export async function replayRejected(deps: ReplayDeps, ids: readonly number[]): Promise<Replayed[]> {
  const results: Replayed[] = []
  for (const id of ids) results.push(await replayOne(deps, id))
  return results
}

function replayOne(deps: ReplayDeps, id: number): Promise<Replayed> {
  return deps.database.transaction(async (client) => {
    const row = await claimRejected(client, id)
    if (!row) return { id, result: 'not-open', reason: '', field: '', fix: '' }
    const { reason, field, fix } = row
    const original = await deps.vault.readOriginal(id)
    if (!original) return { id, result: 'no-original', reason, field, fix }
    const read = await readAgain(deps, row, original)
    if ('wrong' in read) {
      await noteReplay(client, id, read.wrong)
      return { id, result: 'rejected', ...read.wrong }
    }
    await ('write' in read ? read.write() : deps.producer.send(read.topic, [read.record]))
    await noteReplay(client, id, null)
    return { id, result: 'taken', reason, field, fix }
  })
}

/** Each source has its own door. */
async function readAgain(deps: ReplayDeps, { source }: RejectedRow, original: Original): Promise<Again> {
  if (source === topics.bankEvents) return readRecord(original)
  if (source === 'capture')
    return { topic: topics.captured, record: { key: original.key, value: original.value.toString() } }
  if (source.startsWith('file:')) return readRow(deps, original)
  const item = parseJson(original.value)
  const verdict = item === undefined ? null : readFactItem(item, deps.tokenise)
  if (!verdict) return NOT_JSON
  return verdict.ok ? sendable(verdict.value) : { wrong: rejectionOf(verdict.fault) }
}

function readRecord({ key, value }: Original): Sendable | Wrong {
  const fact = parseJson(value)
  if (fact === undefined) return NOT_JSON
  const verdict = validateKeyedFact({ customer: key, fact })
  return verdict.ok ? sendable(verdict.value) : { wrong: rejectionOf(ofRecord(verdict.fault)) }
}

/** A record has a key and a value; it knows nothing of the names that hold them here. */
const ofRecord = (fault: Fault): Fault => ({
  ...fault,
  field: fault.field === 'customer' ? 'key' : fault.field.replace(/^fact\.?/, ''),
})

/** Formats whose rows stand for themselves. The rows of others need each other. */
async function readRow(deps: ReplayDeps, { key, value }: Original): Promise<Again> {
  const { format, file, line } = JSON.parse(key ?? '{}') as { format?: string; file: string; line: number }
  const [header = '', ...rest] = value.toString().split('\n')
  const lines = [
    { line: 1, text: header },
    { line, text: rest.join('\n') },
  ]
  const source = { name: file, lines }
  if (format === 'canonical')
    return takeFirst(await openCanonical(source, deps.zone), ({ customerId, fact }) =>
      sendable({ customer: deps.tokenise(customerId), fact }),
    )
  if (format === 'contacts')
    return takeFirst(await openContacts(source), ({ customerId, value: contact }) => ({
      write: () => deps.vault.writeContact(deps.tokenise(customerId), contact),
    }))
  if (format === 'consents')
    return takeFirst(await openConsents(source), ({ value: { customerId, ...consent } }) => ({
      write: () => writeConsents(deps.database, [{ customer: deps.tokenise(customerId), ...consent }]),
    }))
  return { wrong: { reason: 'whole-file', field: '', fix: 'load the mended file: its rows need each other' } }
}

async function takeFirst<T extends object>(
  rows: AsyncIterable<T | BadRow>,
  take: (row: T) => Again,
): Promise<Again> {
  for await (const row of rows) return 'original' in row ? { wrong: rejectionOf(row) } : take(row)
  return { wrong: { reason: 'is empty', field: 'line', fix: 'give a row' } }
}

const sendable = ({ customer, fact }: KeyedFact): Sendable => ({
  topic: topics.bankEvents,
  record: { key: customer, value: JSON.stringify(fact) },
})

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}
