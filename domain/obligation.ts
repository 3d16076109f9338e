import { z } from 'zod'
import { localDateSchema } from './calendar.ts'
import { externalIdSchema, sourceVersionSchema } from './ids.ts'
import { amountMinorSchema, currencySchema } from './money.ts'

export const products = ['loan', 'card', 'standing_order', 'rent', 'insurance'] as const
export type Product = (typeof products)[number]

/** A single amount due on a single day. The last version wins by `version` (the source's own, growing). */
export const obligationSchema = z.strictObject({
  kind: z.literal('obligation'),
  id: externalIdSchema,
  /** When the bank knew it. */
  at: z.iso.datetime(),
  version: sourceVersionSchema,
  product: z.enum(products),
  productId: externalIdSchema,
  dueDate: localDateSchema,
  amountMinor: amountMinorSchema,
  currency: currencySchema,
  /** Still owed on the product in all; with the amount due this is the exposure. */
  outstandingMinor: amountMinorSchema.optional(),
  limitMinor: amountMinorSchema.optional(),
})
export type Obligation = z.infer<typeof obligationSchema>

export const settlementStatuses = [
  'paid',
  'partial',
  'auto_debit_failed',
  'deferred',
  'restructured',
  'closed',
] as const

/** What became of an obligation: a payment towards it, or the bank's word that it is off. Several may arrive for one. */
export const settlementSchema = z.strictObject({
  kind: z.literal('settlement'),
  id: externalIdSchema,
  at: z.iso.datetime(),
  obligationId: externalIdSchema,
  status: z.enum(settlementStatuses),
  /** Paid by this settlement; 0 where nothing was. */
  amountMinor: amountMinorSchema,
})
export type Settlement = z.infer<typeof settlementSchema>
