import { z } from 'zod'
import { externalIdSchema } from './ids.ts'

/** The customer is to be forgotten: what was known goes, and what still arrives is dropped for ERASED_KEPT_DAYS. */
export const erasedSchema = z.strictObject({
  kind: z.literal('erased'),
  id: externalIdSchema,
  at: z.iso.datetime(),
})
export type Erased = z.infer<typeof erasedSchema>

/** As long as the traces of events that were under way may still arrive; who comes back later is somebody new. */
export const ERASED_KEPT_DAYS = 30
