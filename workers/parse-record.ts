import type { z } from 'zod'
import { bankEventSchema, type CustomerFact, type Tick } from '../domain/bank-event.ts'
import { isToken } from '../domain/ids.ts'
import type { IncomingRecord } from '../stores/kafka/consumer.ts'
import { readPlainFact } from './plain-facts.ts'

export type KeyedFact = { customer: string; fact: CustomerFact }
export type Parsed = ({ is: 'fact' } & KeyedFact) | { is: 'tick'; tick: Tick } | { is: 'bad'; reason: string }

export const VALUE_BYTES_MAX = 16 * 1024

/** Reads a record of `bank-events`. Never throws: what cannot be taken comes back with the reason. */
export function parseRecord({ key, value }: Pick<IncomingRecord, 'key' | 'value'>): Parsed {
  if (!value) return bad('no-value')
  if (value.length > VALUE_BYTES_MAX) return bad('too-long')
  const plain = readPlainFact(value)
  if (plain && key !== null && isToken(key)) return { is: 'fact', customer: key, fact: plain }
  let json: unknown
  try {
    json = JSON.parse(value.toString('utf8'))
  } catch {
    return bad('not-json')
  }
  const parsed = bankEventSchema.safeParse(json)
  if (!parsed.success) return bad(reasonOf(parsed.error))
  if (parsed.data.kind === 'tick')
    return key === null ? { is: 'tick', tick: parsed.data } : bad('tick-with-key')
  if (key === null || !isToken(key)) return bad('key-is-no-token')
  return { is: 'fact', customer: key, fact: parsed.data }
}

const bad = (reason: string): Parsed => ({ is: 'bad', reason })

/** Names a field of ours only: a name that the sender made up could itself say something about a person. */
function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue?.code === 'unrecognized_keys') return 'unknown-field'
  if (issue?.code === 'invalid_union') return 'unknown-kind'
  return issue?.path.length ? `invalid-field: ${issue.path.join('.')}` : 'not-an-event'
}
