import { z } from 'zod'
import { customerFactSchema } from '../../domain/bank-event.ts'
import { consentSchema, contactSchema } from '../../domain/contact.ts'
import { customerIdSchema, tokenSchema } from '../../domain/ids.ts'
import { fieldErrorSchema } from './problem.ts'
import { BATCH_ITEMS_MAX } from './route.ts'

export const factItemSchema = z
  .strictObject({ customerId: customerIdSchema, fact: customerFactSchema })
  .meta({ id: 'Fact' })

const batchOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item).min(1).max(BATCH_ITEMS_MAX) })

/** A batch, or one item alone. A door takes each item for itself, so that a bad one does not turn the rest away. */
export const itemsBodySchema = z.preprocess(
  (body) => (isSingleItem(body) ? { items: [body] } : body),
  z.strictObject({ items: z.array(z.unknown()).min(1).max(BATCH_ITEMS_MAX) }),
)
const isSingleItem = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && !('items' in body)

/** As documented. */
export const eventsBodySchema = z.union([factItemSchema, batchOf(factItemSchema)])
export const consentsBodySchema = z.union([consentSchema, batchOf(consentSchema)])

export const receivedSchema = z
  .object({
    accepted: z.int(),
    rejected: z.int(),
    /** What became of each item, in their order. */
    results: z.array(z.enum(['accepted', 'rejected'])),
    /** The rejected items by index and field. */
    errors: z.array(fieldErrorSchema),
  })
  .meta({ id: 'Received' })
export type Received = z.infer<typeof receivedSchema>

export const tokensBodySchema = z.strictObject({
  customerIds: z.array(customerIdSchema).min(1).max(BATCH_ITEMS_MAX),
})
/** In the order of the ids. */
export const tokensAnswerSchema = z.object({ tokens: z.array(tokenSchema) })

export const contactParamsSchema = z.object({ id: customerIdSchema })
export const contactBodySchema = contactSchema
export const contactAnswerSchema = z.object({ customer: tokenSchema })
