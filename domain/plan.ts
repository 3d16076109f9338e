import { z } from 'zod'
import { caseIdSchema } from './ids.ts'
import { languages } from './customer.ts'

export const messageChannels = ['sms', 'whatsapp', 'voice', 'email'] as const
export const messageChannelSchema = z.enum(messageChannels)
export type MessageChannel = z.infer<typeof messageChannelSchema>

/** One step of a plan. `text` keeps placeholders for identifiers (`{{first_name}}`); only the dispatcher fills them. */
export const planStepSchema = z.object({
  index: z.int().min(0),
  channel: messageChannelSchema,
  sender: z.string(),
  templateId: z.string(),
  templateVersion: z.string(),
  language: z.enum(languages),
  text: z.string().min(1).max(1600),
})
export type PlanStep = z.infer<typeof planStepSchema>

/** What would reach the customer, exactly, in order. Its hash is the plan hash; an approval names it. No steps: manual review or monitoring. */
export const planSchema = z.object({
  schema: z.literal('plan/1'),
  caseId: caseIdSchema,
  version: z.int().min(1),
  interventionId: z.string(),
  steps: z.array(planStepSchema).max(4),
})
export type Plan = z.infer<typeof planSchema>
