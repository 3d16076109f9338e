import { z } from 'zod'
import { sha256Schema } from './ids.ts'

/** A record, item or row that could not be taken: where it stood, why, and the hash of its bytes; never the bytes. */
export const rejectedEventSchema = z.object({
  /** `bank-events` (the topic), `api`, `capture` (database capture), or `file:` and the start of the file's hash. */
  source: z.string().min(1).max(64),
  /** `partition/offset`, `file line N`, or the start of the item's hash. Unique within its source. */
  position: z.string().min(1).max(256),
  /** A stable word or few words; where a field is wrong, `field` names it. */
  reason: z.string().min(1).max(128),
  field: z.string().max(64).optional(),
  /** How to put it right, for people. */
  fix: z.string().max(512).optional(),
  sha256: sha256Schema,
})
export type RejectedEvent = z.infer<typeof rejectedEventSchema>

/** `open`: waits for a fix. `replayed`: went through its door again, and was taken. */
export const rejectionStates = ['open', 'replayed'] as const
export type RejectionState = (typeof rejectionStates)[number]

/** The bytes as they came; `key` is the record's, where the door is a topic. */
export type Original = { key: string | null; value: Buffer }

/** The bytes are needed for a replay, and to show the sender what was sent; they are not kept for ever. */
export const ORIGINALS_KEPT_DAYS = 90

/** What to do about the words that the stream gives as a reason; a field's name stands after a colon. */
const fixes: Readonly<Record<string, string>> = {
  'no-value': 'send a JSON object as the value',
  'too-long': 'send one fact a record, at most 16 KiB',
  'not-json': 'send the value as JSON in UTF-8',
  'not-an-event': 'send a JSON object with a kind',
  'unknown-field': 'leave out what docs/formats.md does not name: facts carry no other fields',
  'unknown-kind': 'use a kind that docs/formats.md names',
  'invalid-field': 'give this field as docs/formats.md says',
  'key-is-no-token': 'ask POST /v1/tokens or npm run tokens for the token, and send it as the key',
  'tick-with-key': 'leave ticks to the sequencer',
  late: 'it is older than the horizon against the customer’s newest event: npm run features:rebuild reads it in order',
  future: 'mend the sender’s clock, then replay',
  'owner-unknown': 'bring the row that names its owner, then replay',
}

/** Why not, where, and how to put it right; `field` is empty where it is not one field. */
export type Explanation = { reason: string; field: string; fix: string }

/** The topic's short form (`invalid-field: amountMinor`) with field and fix apart. What says its fix keeps it. */
export function explained(event: Pick<RejectedEvent, 'reason' | 'field' | 'fix'>): Explanation {
  if (event.fix !== undefined) return { reason: event.reason, field: event.field ?? '', fix: event.fix }
  const [reason = '', field = ''] = event.reason.split(': ', 2)
  return { reason, field, fix: fixes[reason] ?? '' }
}
