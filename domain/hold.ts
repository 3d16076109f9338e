import { z } from 'zod'
import { tokenSchema } from './ids.ts'

/** Why nothing may be sent to a customer for a while (spec §5). How long at most is a pack's data. */
export const holdKinds = [
  'bereavement',
  'breathing_space',
  'mental_health_breathing_space',
  'legal_representation',
  'dispute',
  'complaint',
  'customer_wish',
  'sensitive_occasion',
] as const
export const holdKindSchema = z.enum(holdKinds)
export type HoldKind = z.infer<typeof holdKindSchema>

/** Each has an end and a review. Bank time. */
export const holdSchema = z.object({
  id: z.uuid(),
  customer: tokenSchema,
  kind: holdKindSchema,
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  reviewAt: z.iso.datetime(),
  placedBy: z.string(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
})
export type Hold = z.infer<typeof holdSchema>

/** No hold: it routes to a specialist queue, with adapted texts and pace. */
export const vulnerabilityKinds = ['health', 'life_event', 'resilience', 'capability'] as const
export const vulnerabilityKindSchema = z.enum(vulnerabilityKinds)
export type VulnerabilityKind = z.infer<typeof vulnerabilityKindSchema>

export const vulnerabilitySchema = z.object({
  id: z.uuid(),
  customer: tokenSchema,
  kind: vulnerabilityKindSchema,
  from: z.iso.datetime(),
  reviewAt: z.iso.datetime(),
  recordedBy: z.string(),
  endedAt: z.iso.datetime().nullable(),
})
export type Vulnerability = z.infer<typeof vulnerabilitySchema>
