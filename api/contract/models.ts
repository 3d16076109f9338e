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

/** A part of the outcomes; one with too few of either result says so instead of a figure. */
const partSchema = z.union([modelMeasuresSchema, z.object({ examples: z.int(), note: z.string() })])

export const reliabilitySchema = z.object({ examples: z.int(), foreseen: z.number(), seen: z.number() })

export const modelVersionSchema = z
  .object({
    role: z.enum(['champion', 'challenger', 'former']),
    version: z.string(),
    sha256: sha256Schema,
    test: modelMeasuresSchema,
    byLeadDays: z.record(z.string(), partSchema),
    byProduct: z.record(z.string(), partSchema),
    /** By whether a regular income was expected. */
    byIncome: z.record(z.string(), partSchema),
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

/** How the levels fall on groups that no rule and no feature looks at; small groups are left out. */
export const fairnessSchema = z.object({
  by: z.enum(['region', 'employment', 'language', 'age']),
  key: z.string(),
  customers: z.int(),
  highShare: z.number(),
  mediumShare: z.number(),
  probability: z.number().nullable(),
})

/** Whether the model finds those who miss, and spares those who pay, alike in every group. A rate is null where the labels do not suffice. */
export const groupOutcomesSchema = z.object({
  ...fairnessSchema.pick({ by: true, key: true }).shape,
  /** With a label and the features of 21 days before. */
  outcomes: z.int(),
  missed: z.int(),
  truePositiveRate: z.number().nullable(),
  falsePositiveRate: z.number().nullable(),
})

/** A signed change of what the versions do: the sign-off. */
export const promotionSchema = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  action: z.enum(['promote', 'challenge', 'rollback']),
  champion: z.string(),
  challenger: z.string().nullable(),
  by: z.string(),
  reason: z.string(),
})

export const modelsSchema = z
  .object({
    versions: z.array(modelVersionSchema),
    promotions: z.array(promotionSchema),
    drift: z.object({ customers: z.int(), features: z.array(driftSchema) }).nullable(),
    /** The index of each feature at the end of each bank day, oldest first. */
    driftDays: z.array(z.object({ date: z.iso.date(), feature: z.string(), psi: z.number() })),
    fairness: z.object({
      groupMin: z.int(),
      groups: z.array(fairnessSchema),
      /** Of each result in a group, for a rate of it. */
      labelsMin: z.int(),
      outcomes: z.array(groupOutcomesSchema),
    }),
  })
  .meta({ id: 'Models' })
export type Models = z.infer<typeof modelsSchema>
