import { z } from 'zod'
import { consentSchema } from '../domain/contact.ts'
import { messageChannelSchema } from '../domain/plan.ts'
import { ruleBlocks } from './gate-blocks.ts'
import { isZone, nextLawful_ms } from './gate-window.ts'
import { purposeSchema, type ContactRule } from './contact-rules.ts'
import { rulesInForce, unansweredQuestion } from './gate-rules.ts'
import type { Pack } from './pack.ts'

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

/** May this step go out now? Pure: the caller gathers the facts and stores the verdict with them. */
export function passGate(pack: Pack, facts: GateFacts): GateVerdict {
  const block = (rule: string): GateVerdict => ({ verdict: 'block', rule, facts })
  if (pack.documents.pack.status !== 'in-force') return block('gate.pack-is-draft')
  const { zone } = facts
  if (zone === null || !isZone(zone)) return block('gate.zone-unknown')
  const rules = rulesInForce(pack, facts)
  const unanswered = unansweredQuestion(rules)
  const blocking = rules.find((rule) => ruleBlocks(rule, facts))
  if (blocking) return block(blocking.id)
  if (unanswered) return block(`gate.no-rule.${unanswered}`)
  return waitOrPass(pack, rules, zone, facts)
}

function waitOrPass(pack: Pack, rules: readonly ContactRule[], zone: string, facts: GateFacts): GateVerdict {
  const windows = rules.filter((rule) => rule.kind === 'window')
  const holidays = new Set(pack.documents['contact-rules'].holidays)
  const lawful = nextLawful_ms(windows, facts.now_ms, zone, holidays)
  if (lawful === null) return { verdict: 'block', rule: 'gate.no-lawful-moment', facts }
  if (lawful.closed === null) return { verdict: 'pass', rule: 'gate.passed', facts }
  return { verdict: 'wait', rule: lawful.closed, until: new Date(lawful.at_ms).toISOString(), facts }
}
