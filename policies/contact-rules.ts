import { z } from 'zod'
import { localDateSchema } from '../domain/calendar.ts'
import { messageChannels, messageChannelSchema } from '../domain/plan.ts'

export const purposeSchema = z.enum(['servicing', 'wellness'])
export type Purpose = z.infer<typeof purposeSchema>
export const basisSchema = z.enum(['consent', 'contract', 'legal_duty', 'legitimate_interest'])

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const common = {
  id: z.string().regex(/^[a-z]{2}(\.[a-z0-9-]+)+$/),
  /** What it stops, in a sentence that is its test. */
  blocks: z.string(),
  /** `unconfirmed`: in force only where it restricts; it never permits. */
  status: z.enum(['in-force', 'bank-policy', 'unconfirmed']),
  source: z.string(),
  effective: localDateSchema,
  channels: z.array(messageChannelSchema).default([...messageChannels]),
}

export const contactRuleSchema = z.discriminatedUnion('kind', [
  /** The channel is switched off. */
  z.strictObject({ ...common, kind: z.literal('channel_off') }),
  /** Nothing is sent without an address that is known. */
  z.strictObject({ ...common, kind: z.literal('contact') }),
  /** Blocking holds: bereavement, breathing space, legal representation, dispute, the customer's wish. */
  z.strictObject({ ...common, kind: z.literal('hold') }),
  z.strictObject({ ...common, kind: z.literal('opt_out') }),
  /** For this purpose one of these bases must stand, and not be withdrawn. */
  z.strictObject({
    ...common,
    kind: z.literal('basis'),
    purpose: purposeSchema,
    accepts: z.array(basisSchema).min(1),
  }),
  /** Local time in the customer's zone, from (included) until (not included). */
  z.strictObject({
    ...common,
    kind: z.literal('window'),
    window: z.tuple([clockTimeSchema, clockTimeSchema]).refine(([from, until]) => from < until),
    days: z.enum(['all', 'business']),
  }),
])
export type ContactRule = z.infer<typeof contactRuleSchema>
export type ContactRuleKind = ContactRule['kind']

export const contactRulesSchema = z.strictObject({
  /** Days that are no business days. */
  holidays: z.array(localDateSchema),
  rules: z.array(contactRuleSchema).min(1),
})
