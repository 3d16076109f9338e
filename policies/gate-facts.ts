import { z } from 'zod'
import { consentSchema } from '../domain/contact.ts'
import { messageChannelSchema } from '../domain/plan.ts'
import { purposeSchema } from './contact-rules.ts'

/** What the gate looks at, at the moment of sending. Null is unknown, and what is unknown blocks. */
export const gateFactsSchema = z.object({
  /** Bank time, epoch ms. */
  now_ms: z.int(),
  /** The customer's. */
  zone: z.string().nullable(),
  channel: messageChannelSchema,
  purpose: purposeSchema,
  /** Every consent record of the customer, in any order; the last of a channel and purpose counts. */
  consents: z.array(consentSchema.omit({ customerId: true })).nullable(),
  /** Has the customer opted out of this channel? */
  optedOut: z.boolean().nullable(),
  /** Is an address for this channel in the vault? */
  contactKnown: z.boolean().nullable(),
  /** Names of the blocking holds that stand now. */
  holds: z.array(z.string()).nullable(),
})
export type GateFacts = z.infer<typeof gateFactsSchema>

export const gateVerdictSchema = z.object({
  verdict: z.enum(['pass', 'wait', 'block']),
  /** The rule that speaks; `gate.passed` where none has anything against it. */
  rule: z.string(),
  /** With `wait`: the next lawful instant, bank time, ISO 8601 UTC. */
  until: z.iso.datetime().optional(),
  facts: gateFactsSchema,
})
export type GateVerdict = z.infer<typeof gateVerdictSchema>
