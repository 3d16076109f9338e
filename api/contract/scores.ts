import { z } from 'zod'
import { featureVectorSchema, modelRefSchema } from '../../domain/risk.ts'
import { BATCH_BYTES_MAX, BATCH_ITEMS_MAX, type Route } from './route.ts'

/** Taken apart by the handler, so that each wrong feature is named. */
const rowSchema = z.strictObject({ features: z.record(z.string(), z.unknown()) })
const shownRowSchema = z.strictObject({ features: featureVectorSchema })
const explain = z.boolean().default(false)

/** One row, or up to 1,000; `explain` adds the SHAP values. */
export const scoresBodySchema = z.preprocess(
  (body) => (isSingle(body) ? { items: [{ features: body.features }], explain: body.explain } : body),
  z.strictObject({ items: z.array(rowSchema).min(1).max(BATCH_ITEMS_MAX), explain }),
)
const isSingle = (body: unknown): body is { features: unknown; explain?: unknown } =>
  typeof body === 'object' && body !== null && 'features' in body

const shownBodySchema = z.union([
  shownRowSchema.extend({ explain }),
  z.strictObject({ items: z.array(shownRowSchema).min(1).max(BATCH_ITEMS_MAX), explain }),
])

export const scoresAnswerSchema = z
  .object({
    model: modelRefSchema,
    /** In the order of the rows. */
    scores: z.array(
      z.object({
        probability: z.number().min(0).max(1),
        /** The raw float32 margin. */
        margin: z.number(),
        /** SHAP values in margin: they and the bias add up to it. */
        contributions: z.record(z.string(), z.number()).optional(),
        bias: z.number().optional(),
      }),
    ),
  })
  .meta({ id: 'Scores' })
export type Scores = z.infer<typeof scoresAnswerSchema>

export const scoreRoutes = {
  postScores: {
    method: 'post',
    path: '/v1/scores',
    summary:
      'The champion’s probability for feature vectors, with reasons where asked for; nothing is stored',
    access: { roles: ['bank_system', 'operator', 'auditor'] },
    body: scoresBodySchema,
    bodyShown: shownBodySchema,
    bodyBytesMax: BATCH_BYTES_MAX,
    answer: scoresAnswerSchema,
  },
} as const satisfies Record<string, Route>
