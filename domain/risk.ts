import { z } from 'zod'
import { sha256Schema } from './ids.ts'

export const levels = ['HIGH', 'MEDIUM', 'LOW', 'INSUFFICIENT_HISTORY'] as const
export const levelSchema = z.enum(levels)
export type Level = z.infer<typeof levelSchema>

/** Feature name → value in the feature's own unit; null where it is not known (never 0 for missing). */
export const featureVectorSchema = z.record(z.string(), z.number().nullable())
export type FeatureVector = z.infer<typeof featureVectorSchema>

export const modelRefSchema = z.object({ name: z.string(), version: z.string(), sha256: sha256Schema })
export type ModelRef = z.infer<typeof modelRefSchema>

/** `margin` is the raw float32 output, the score of record; `probability` its calibrated value, 0–1. */
export const modelScoreSchema = z.object({
  model: modelRefSchema,
  margin: z.number(),
  probability: z.number().min(0).max(1),
})
export type ModelScore = z.infer<typeof modelScoreSchema>

/** `points` null: the signal is not assessable for this customer. */
export const scorecardPartSchema = z.object({
  signal: z.string(),
  points: z.number().nullable(),
  rule: z.string().nullable(),
})
export const scorecardSchema = z.object({
  total: z.number().min(0).max(10),
  parts: z.array(scorecardPartSchema),
})
export type Scorecard = z.infer<typeof scorecardSchema>
