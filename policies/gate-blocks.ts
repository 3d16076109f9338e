import { DAY_MS } from '../domain/calendar.ts'
import type { ContactRule, RuleOf } from './contact-rules.ts'
import type { GateFacts } from './gate-facts.ts'
import { isRegistered } from './gate-registration.ts'
import { saysAny } from './phrases.ts'

const HOUR_MS = DAY_MS / 24

/** Does this rule forbid the step altogether? Rules about time never do: they make it wait. */
export function ruleBlocks(rule: ContactRule, facts: GateFacts): boolean {
  switch (rule.kind) {
    case 'channel_off':
      return true
    case 'contact':
      return facts.contactKnown !== true
    case 'party':
      return facts.party === null || !rule.accepts.includes(facts.party)
    case 'hold':
      return facts.holds === null || facts.holds.some((hold) => rule.holds?.includes(hold) ?? true)
    case 'opt_out':
      return facts.optedOut !== false
    case 'basis':
      return !hasBasis(rule, facts)
    case 'vulnerability':
      return (
        facts.vulnerabilities === null || (isVulnerable(facts) && facts.message.audience !== 'vulnerable')
      )
    case 'human_decision':
      return facts.approvers === null || facts.approvers < rule.approvers_min
    case 'registration':
      return !isWithinConversation(rule, facts) && !isRegistered(rule, facts)
    case 'caller':
      return !rule.prefixes.some((prefix) => facts.message.sender.startsWith(prefix))
    case 'wording':
      return isWordedWrongly(rule, facts)
    case 'notice_elsewhere':
      return facts.message.notices.some((notice) => rule.notices.includes(notice))
    default:
      return false
  }
}

type BasisFacts = Pick<GateFacts, 'consents' | 'contract' | 'channel' | 'purpose'>

/** Does this rule close the channel to a purpose, whatever is said on it and when? */
export const isChannelClosed = (rule: ContactRule, facts: BasisFacts): boolean =>
  rule.kind === 'channel_off' || (rule.kind === 'basis' && !hasBasis(rule, facts))

export const isVulnerable = ({ vulnerabilities }: GateFacts): boolean => (vulnerabilities ?? []).length > 0

/**
 * A grant on an accepted basis that no withdrawal of the same channel and purpose has followed; at the same instant the
 * withdrawal wins, and it takes back every basis.
 */
function hasBasis(rule: RuleOf<'basis'>, { consents, contract, channel, purpose }: BasisFacts): boolean {
  if (consents === null) return false
  const records = consents.filter((each) => each.channel === channel && each.purpose === purpose)
  const withdrawn_ms = records
    .filter((each) => each.status === 'withdrawn')
    .reduce((latest, each) => Math.max(latest, Date.parse(each.at)), -Infinity)
  if (rule.presumes !== undefined && contract === true && withdrawn_ms === -Infinity) return true
  return records.some(
    (each) =>
      each.status === 'granted' && rule.accepts.includes(each.basis) && Date.parse(each.at) > withdrawn_ms,
  )
}

const isWithinConversation = (rule: RuleOf<'registration'>, { lastInbound_ms, now_ms }: GateFacts): boolean =>
  rule.conversation_hours !== undefined &&
  lastInbound_ms !== null &&
  now_ms - lastInbound_ms < rule.conversation_hours * HOUR_MS

function isWordedWrongly(rule: RuleOf<'wording'>, { overdue, message }: GateFacts): boolean {
  if (rule.when === 'overdue') {
    if (overdue === null) return true
    if (!overdue) return false
  }
  const { text, language } = message
  const must = rule.must?.[language]
  // A language for which the rule has no phrase cannot be shown to say it.
  if (rule.must && !(must && saysAny(text, must))) return true
  return saysAny(text, Object.values(rule.must_not ?? {}).flat())
}
