import { z } from 'zod'
import { externalIdSchema } from './ids.ts'

/** The bank takes a word back: the transaction or settlement of this id is to count as if it had never been. */
export const reversalSchema = z.strictObject({
  kind: z.literal('reversal'),
  id: externalIdSchema,
  at: z.iso.datetime(),
  of: z.enum(['transaction', 'settlement']),
  reverses: externalIdSchema,
})
export type Reversal = z.infer<typeof reversalSchema>
