import { z } from 'zod'
import { hardshipFindingSchema, personaSchema } from './hardship.ts'
import { sha256Schema, tokenSchema } from './ids.ts'
import { localDateSchema } from './calendar.ts'
import { amountMinorSchema, currencySchema } from './money.ts'
import { products } from './obligation.ts'
import { featureVectorSchema, levelSchema, modelScoreSchema, scorecardSchema } from './risk.ts'

export const packRefSchema = z.object({ id: z.string(), version: z.string(), hash: sha256Schema })
export type PackRef = z.infer<typeof packRefSchema>

/** The next obligation due in 3–35 days, the one that the score is about. */
export const dueObligationSchema = z.object({
  id: z.string(),
  product: z.enum(products),
  dueDate: localDateSchema,
  amountMinor: amountMinorSchema,
  currency: currencySchema,
  outstandingMinor: amountMinorSchema.nullable(),
})
export type DueObligation = z.infer<typeof dueObligationSchema>

export const DUE_MIN_DAYS = 3
export const DUE_MAX_DAYS = 35

/** What the stream concluded about one customer at one state: the score of record, on the topic `evaluations`. */
export const evaluationSchema = z.object({
  /** `{token}:{state version}` */
  id: z.string(),
  customer: tokenSchema,
  stateVersion: z.int().min(1),
  /** Bank time up to which the features look. */
  asOf: z.iso.datetime(),
  cause: z.enum(['events', 'tick']),
  features: featureVectorSchema,
  persona: personaSchema,
  /** Null where no valid model stands or nothing falls due: then the scorecard alone decides. */
  score: modelScoreSchema.nullable(),
  /** What the challenger says of the same row, where one stands. It decides nothing and is in no evidence. */
  shadow: modelScoreSchema.optional(),
  scorecard: scorecardSchema,
  hardship: hardshipFindingSchema,
  level: levelSchema,
  levelRule: z.string(),
  obligation: dueObligationSchema.nullable(),
  pack: packRefSchema,
})
export type Evaluation = z.infer<typeof evaluationSchema>
