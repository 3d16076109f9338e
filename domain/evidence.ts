import { z } from 'zod'
import { declaredHardshipSchema } from './case.ts'
import { dueObligationSchema, packRefSchema } from './evaluation.ts'
import { hardshipFindingSchema, personaSchema, type Hardship } from './hardship.ts'
import { caseIdSchema, tokenSchema } from './ids.ts'
import { interventionSchema } from './intervention.ts'
import { featureVectorSchema, levelSchema, modelScoreSchema, scorecardSchema } from './risk.ts'

/** One reason in words, in the bank's language: from a template beside the feature's catalogue entry, with the customer's own numbers. */
export const reasonSchema = z.object({
  feature: z.string(),
  /** In margin (log-odds); positive raises the risk. */
  contribution: z.number(),
  value: z.number().nullable(),
  /** For case workers. */
  sentence: z.string(),
  /** For a regulator or an auditor: what was looked at, its value, and which way it counted. */
  statement: z.string().optional(),
})
export type Reason = z.infer<typeof reasonSchema>

/** SHAP: one value a feature, in margin; they and the bias add up to the margin. */
export const explanationSchema = z.object({
  bias: z.number(),
  contributions: z.record(z.string(), z.number()),
})
export type Explanation = z.infer<typeof explanationSchema>

/** All that a decision rests on. Its SHA-256 over canonical JSON is the evidence hash. Never changed; a new version is a new document. */
export const evidenceSchema = z.object({
  schema: z.literal('evidence/1'),
  caseId: caseIdSchema,
  customer: tokenSchema,
  version: z.int().min(1),
  evaluationId: z.string(),
  asOf: z.iso.datetime(),
  features: featureVectorSchema,
  /** The float32 values that the model saw, by feature; null is missing. */
  inputs: featureVectorSchema,
  persona: personaSchema,
  score: modelScoreSchema.nullable(),
  explanation: explanationSchema.nullable(),
  reasons: z.array(reasonSchema),
  scorecard: scorecardSchema,
  hardship: hardshipFindingSchema,
  /** Of a case by hand: it outranks what the classifier found. */
  declared: declaredHardshipSchema.optional(),
  level: levelSchema,
  levelRule: z.string(),
  obligation: dueObligationSchema,
  intervention: interventionSchema,
  pack: packRefSchema,
  runtime: z.object({ node: z.string(), onnxruntime: z.string() }),
})
export type Evidence = z.infer<typeof evidenceSchema>

/** The hardship that the case is worked under. */
export const hardshipOf = ({ hardship, declared }: Pick<Evidence, 'hardship' | 'declared'>): Hardship =>
  declared?.hardship ?? hardship.type
