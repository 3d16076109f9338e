import { z } from 'zod'
import { avoidHoursSchema, consentSchema, contactParties } from '../domain/contact.ts'
import { holdKindSchema, vulnerabilityKindSchema } from '../domain/hold.ts'
import { languageSchema, messageChannelSchema } from '../domain/plan.ts'
import { registrationSchema } from '../domain/registration.ts'
import { taskQueueSchema } from '../domain/task.ts'
import { audienceSchema, purposeSchema } from './contact-rules.ts'

/** A contact of the customer in whatever case: `at` in bank time. */
export const pastContactSchema = z.object({
  channel: messageChannelSchema,
  kind: z.enum(['message', 'call', 'conversation']),
  at: z.iso.datetime(),
})
export type PastContact = z.infer<typeof pastContactSchema>

const switchSchema = z.object({
  scope: z.enum(['global', 'country', 'channel', 'template']),
  value: z.string(),
})

/** What is to be sent. Its text keeps the placeholders. */
export const gateMessageSchema = z.object({
  templateId: z.string(),
  tone: z.string().nullable(),
  language: languageSchema,
  sender: z.string(),
  text: z.string(),
  /** Statutory notices that the template claims to give. */
  notices: z.array(z.string()),
  audience: audienceSchema,
})

/** What the gate looks at, at the moment of sending. Null is unknown, and what is unknown blocks. */
export const gateFactsSchema = z.object({
  /** Bank time, epoch ms. */
  now_ms: z.int(),
  /** From here on a message helps nobody: the due date has passed. Null: no such end. */
  useless_from_ms: z.int().nullable(),
  /** The customer's. */
  zone: z.string().nullable(),
  channel: messageChannelSchema,
  purpose: purposeSchema,
  message: gateMessageSchema,
  /** Every consent record of the customer, in any order; the last of a channel and purpose counts. */
  consents: z.array(consentSchema.omit({ customerId: true })).nullable(),
  /** Has the customer a contract with us? */
  contract: z.boolean().nullable(),
  /** Has the customer opted out of this channel? */
  optedOut: z.boolean().nullable(),
  /** Is an address for this channel in the vault, and whose? */
  contactKnown: z.boolean().nullable(),
  party: z.enum(contactParties).nullable(),
  avoidHours: avoidHoursSchema.nullable(),
  /** Blocking holds and vulnerabilities that stand now. */
  holds: z.array(holdKindSchema).nullable(),
  vulnerabilities: z.array(vulnerabilityKindSchema).nullable(),
  killSwitches: z.array(switchSchema).nullable(),
  /** What was sent or spoken in the last year, this step left out. */
  contacts: z.array(pastContactSchema).nullable(),
  /** The customer's last message on this channel, bank time, epoch ms; null: none. */
  lastInbound_ms: z.int().nullable(),
  /** Those of the country and channel. */
  registrations: z.array(registrationSchema).nullable(),
  overdue: z.boolean().nullable(),
  /** Different people who approved exactly this. */
  approvers: z.int().nullable(),
})
export type GateFacts = z.infer<typeof gateFactsSchema>

/** As stored: the text by its hash, the registrations by their ids. */
export const recordedFactsSchema = gateFactsSchema.omit({ message: true, registrations: true }).extend({
  message: gateMessageSchema.omit({ text: true }).extend({ textSha256: z.string() }),
  registrations: z.array(z.string()).nullable(),
})
export type RecordedFacts = z.infer<typeof recordedFactsSchema>

export const gateVerdictSchema = z.object({
  verdict: z.enum(['pass', 'wait', 'block']),
  /** The rule that speaks; `gate.passed` where none has anything against it. */
  rule: z.string(),
  /** With `wait`: the next lawful instant, bank time, ISO 8601 UTC. */
  until: z.iso.datetime().optional(),
  /** With `block`: who must look at it. */
  queue: taskQueueSchema.optional(),
  /** The pack whose contact rules spoke: those in force at this moment. */
  pack: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  facts: recordedFactsSchema,
})
export type GateVerdict = z.infer<typeof gateVerdictSchema>
