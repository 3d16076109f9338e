import { localDateOf } from '../domain/bank-time.ts'
import type { ContactRule, ContactRuleKind } from './contact-rules.ts'
import type { GateFacts } from './gate-facts.ts'
import type { Pack } from './pack.ts'

/** A pack that leaves one of these open cannot send. */
export const gateQuestions: readonly ContactRuleKind[] = [
  'contact',
  'party',
  'hold',
  'opt_out',
  'basis',
  'vulnerability',
  'human_decision',
  'window',
  'blackout',
  'avoid_hours',
  'cap',
]

/**
 * Rules that speak about this step now. A rule holds from its effective date in the pack's zone; on older bank time
 * (loaded history) the pack is read as on its own first day.
 */
export function rulesInForce(
  pack: Pack,
  facts: Pick<GateFacts, 'now_ms' | 'channel' | 'purpose'>,
): readonly ContactRule[] {
  const { zone, effective } = pack.documents.pack
  const today = localDateOf(facts.now_ms, zone)
  const judged = today > effective ? today : effective
  return pack.documents['contact-rules'].rules.filter(
    (rule) =>
      rule.effective <= judged &&
      rule.channels.includes(facts.channel) &&
      (rule.kind !== 'basis' || rule.purpose === facts.purpose),
  )
}

/** The first question that no rule answers. A basis permits, and what is unconfirmed never permits. */
export const unansweredQuestion = (rules: readonly ContactRule[]): ContactRuleKind | null =>
  gateQuestions.find(
    (kind) =>
      !rules.some((rule) => rule.kind === kind && (kind !== 'basis' || rule.status !== 'unconfirmed')),
  ) ?? null
