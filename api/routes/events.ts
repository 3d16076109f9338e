import type { KeyedFact } from '../../domain/bank-event.ts'
import { sha256 } from '../../domain/hash.ts'
import type { RejectedEvent } from '../../domain/rejection.ts'
import { readFactItem } from '../../ingest/fact-item.ts'
import { rejectionOf } from '../../ingest/validate.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { Rejected } from '../../stores/vault/originals.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { takeItems, type ReadItem, type WrongItem } from './items.ts'

type EventDeps = Pick<Deps, 'producer' | 'tokenise' | 'vault'>

/** The same bad item sent again is the same row of rejected data. */
const POSITION_CHARS = 32

export const eventHandlers = ({ producer, tokenise, vault }: EventDeps): Pick<Handlers, 'postEvents'> => ({
  /** Answers after the brokers have stored it. */
  postEvents: ({ body }) =>
    takeItems(
      body.items,
      (item) => readFact(item, tokenise),
      (facts) =>
        producer.send(
          topics.bankEvents,
          facts.map(({ customer, fact }) => ({ key: customer, value: JSON.stringify(fact) })),
        ),
      async (wrong) => {
        if (wrong.length === 0) return
        const rejected = wrong.map((one) => rejectedItem(one, tokenise))
        await vault.keepRejected(rejected)
        await producer.send(
          topics.rejected,
          rejected.map(({ event }) => ({ key: event.position, value: JSON.stringify(event) })),
        )
      },
    ),
})

/** A fact under its customer's token, or the first thing that is wrong with it. */
export function readFact(item: unknown, tokenise: EventDeps['tokenise']): ReadItem<KeyedFact> {
  const verdict = readFactItem(item, tokenise)
  return verdict.ok ? { good: verdict.value } : { wrong: [verdict.fault] }
}

function rejectedItem({ item, errors: [first] }: WrongItem, tokenise: EventDeps['tokenise']): Rejected {
  const value = Buffer.from(JSON.stringify(item) ?? 'null')
  const hash = sha256(value)
  const event: RejectedEvent = {
    source: 'api',
    position: hash.slice(0, POSITION_CHARS),
    ...rejectionOf(first ?? { field: 'item', reason: 'is invalid', fix: '' }),
    sha256: hash,
  }
  return { event, customer: customerOf(item, tokenise), original: { key: null, value } }
}

function customerOf(item: unknown, tokenise: EventDeps['tokenise']): string | null {
  const named = typeof item === 'object' && item !== null && 'customerId' in item ? item.customerId : null
  return typeof named === 'string' ? tokenise(named) : null
}
