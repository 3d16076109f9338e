import { z } from 'zod'
import { languageSchema, messageChannelSchema } from './plan.ts'

/** Whose number and address these are; where the bank says nothing, the customer's own. */
export const contactParties = ['customer', 'guarantor', 'relative', 'other'] as const
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:30')
export const avoidHoursSchema = z.array(z.strictObject({ from: clockTime, until: clockTime })).max(8)

/** Straight to the vault; never to Kafka, Redis, Temporal or a log. */
export const contactSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'must be E.164, such as +919812345678')
    .optional(),
  email: z.email().max(254).optional(),
  language: languageSchema.default('en'),
  zone: z.string().max(64).default('Asia/Kolkata'),
  party: z.enum(contactParties).optional(),
  preferredChannel: messageChannelSchema.optional(),
  /** When the customer has asked not to be contacted, by the clock of the zone; over midnight too. */
  avoidHours: avoidHoursSchema.optional(),
  /** Free text of the bank about the customer; kept encrypted, shown to case workers only. */
  remark: z.string().max(500).optional(),
})
export type Contact = z.infer<typeof contactSchema>

export const consentSchema = z.strictObject({
  customerId: z.string().min(1).max(128),
  channel: messageChannelSchema,
  purpose: z.enum(['servicing', 'wellness']),
  basis: z.enum(['consent', 'contract', 'legal_duty', 'legitimate_interest']),
  status: z.enum(['granted', 'withdrawn']),
  at: z.iso.datetime(),
})
export type Consent = z.infer<typeof consentSchema>
