import { z } from 'zod'
import type { KeyedFact } from '../../domain/bank-event.ts'
import { validateFact } from '../../ingest/validate.ts'
import { topics } from '../../stores/kafka/topics.ts'
import { customerIdSchema } from '../contract/doors.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { fieldErrors } from '../http/validate.ts'
import { takeItems, type ReadItem } from './items.ts'

type EventDeps = Pick<Deps, 'producer' | 'tokenise'>

const itemSchema = z.strictObject({ customerId: customerIdSchema, fact: z.unknown() })

export const eventHandlers = ({ producer, tokenise }: EventDeps): Pick<Handlers, 'postEvents'> => ({
  /** Answers after the brokers have stored it. */
  postEvents: ({ body }) =>
    takeItems(
      body.items,
      (item) => readFact(item, tokenise),
      async (facts) => {
        await producer.send(
          topics.bankEvents,
          facts.map(({ customer, fact }) => ({ key: customer, value: JSON.stringify(fact) })),
        )
      },
    ),
})

/** A fact under its customer's token: the raw id ends here. */
export function readFact(item: unknown, tokenise: EventDeps['tokenise']): ReadItem<KeyedFact> {
  const parsed = itemSchema.safeParse(item)
  if (!parsed.success) return { wrong: fieldErrors(parsed.error, 'item') }
  const verdict = validateFact(parsed.data.fact)
  if (verdict.ok) return { good: { customer: tokenise(parsed.data.customerId), fact: verdict.value } }
  const { field, reason, fix } = verdict.fault
  return { wrong: [{ field: field === '' ? 'fact' : `fact.${field}`, reason, fix }] }
}
