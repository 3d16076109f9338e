import { z } from 'zod'
import { sha256Schema } from '../../domain/ids.ts'

/** How well a version did on outcomes that it was not trained on. */
export const modelMeasuresSchema = z.object({
  examples: z.int(),
  baseRate: z.number(),
  auc: z.number(),
  averagePrecision: z.number(),
  brier: z.number(),
  calibrationSlope: z.number(),
  calibrationIntercept: z.number(),
})
export type ModelMeasures = z.infer<typeof modelMeasuresSchema>

export const reliabilitySchema = z.object({ examples: z.int(), foreseen: z.number(), seen: z.number() })

export const modelVersionSchema = z
  .object({
    role: z.enum(['champion', 'challenger', 'former']),
    version: z.string(),
    sha256: sha256Schema,
    test: modelMeasuresSchema,
    byLeadDays: z.record(z.string(), modelMeasuresSchema),
    byProduct: z.record(z.string(), modelMeasuresSchema),
    importance: z.record(z.string(), z.number()),
    /** Foreseen and seen share of missed payments by band; null where the version was published without it. */
    reliability: z.array(reliabilitySchema).nullable(),
  })
  .meta({ id: 'ModelVersion' })
export type ModelVersion = z.infer<typeof modelVersionSchema>

/** How far the customers of today stand from those that the champion was trained on. */
export const driftSchema = z.object({
  feature: z.string(),
  /** Population stability index: below 0.1 calm, above 0.25 a different population. */
  psi: z.number(),
  missing: z.number(),
  missingBefore: z.number(),
})

export const modelsSchema = z
  .object({
    versions: z.array(modelVersionSchema),
    drift: z.object({ customers: z.int(), features: z.array(driftSchema) }).nullable(),
  })
  .meta({ id: 'Models' })
export type Models = z.infer<typeof modelsSchema>
