import { z } from 'zod'
import { caseIdSchema, sha256Schema } from './ids.ts'

export const messageChannels = ['sms', 'whatsapp', 'voice', 'email'] as const
export const messageChannelSchema = z.enum(messageChannels)
export type MessageChannel = z.infer<typeof messageChannelSchema>

/** ISO 639-1; which there are is a pack's data. */
export const languageSchema = z.string().regex(/^[a-z]{2}$/, 'must be a language such as en')
export type Language = z.infer<typeof languageSchema>

/** One step of a plan. `text` keeps placeholders for identifiers (`{{first_name}}`); only the dispatcher fills them. */
export const planStepSchema = z.object({
  index: z.int().min(0),
  channel: messageChannelSchema,
  sender: z.string(),
  templateId: z.string(),
  templateVersion: z.string(),
  language: languageSchema,
  /** Which wording of the template: the pack's tone id. */
  tone: z.string().optional(),
  /** E-mail only. */
  subject: z.string().max(120).optional(),
  text: z.string().min(1).max(1600),
  /** A worker's words in place of the text; they lie in the vault. */
  edit: z.object({ ref: z.uuid(), sha256: sha256Schema }).optional(),
})
export type PlanStep = z.infer<typeof planStepSchema>
/** One step of an approved plan, by name. */
export type StepRef = { caseId: string; customer: string; planHash: string; stepIndex: number }

/** What would reach the customer, exactly, in order. Its hash is the plan hash; an approval names it. No steps: manual review or monitoring. */
export const planSchema = z.object({
  schema: z.literal('plan/1'),
  caseId: caseIdSchema,
  version: z.int().min(1),
  interventionId: z.string(),
  steps: z.array(planStepSchema).max(4),
})
export type Plan = z.infer<typeof planSchema>
