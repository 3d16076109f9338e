import { z } from 'zod'
import { externalIdSchema, tokenSchema } from './ids.ts'
import { localDateSchema } from './calendar.ts'
import { outcomeResultSchema } from './outcome.ts'
import { featureVectorSchema } from './risk.ts'

/** The features of an obligation's outcome row: as of 21 days before it was due, or of when it became known if later. */
export const featuresNoteSchema = z.strictObject({
  is: z.literal('features'),
  obligationId: externalIdSchema,
  /** Bank time; only what happened before it counts. */
  asOf: z.iso.datetime(),
  features: featureVectorSchema,
})

/**
 * What became of an obligation, told on the 30th day after it was due, for paid and missed ones alike: told earlier,
 * a model would learn that what is known is paid. Told again where a late settlement or a new version changes it.
 */
export const outcomeNoteSchema = z.strictObject({
  is: z.literal('outcome'),
  obligationId: externalIdSchema,
  dueDate: localDateSchema,
  result: outcomeResultSchema,
  /** Bank time. */
  decidedAt: z.iso.datetime(),
})

export const obligationNoteSchema = z.discriminatedUnion('is', [featuresNoteSchema, outcomeNoteSchema])
export type ObligationNote = z.infer<typeof obligationNoteSchema>

/** The value of every record on the topic `obligation-notes`. */
export const keyedNoteSchema = z.strictObject({ customer: tokenSchema, note: obligationNoteSchema })
export type KeyedNote = z.infer<typeof keyedNoteSchema>
