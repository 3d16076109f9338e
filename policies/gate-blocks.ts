import type { ContactRule } from './contact-rules.ts'
import type { GateFacts } from './gate-facts.ts'

/** Does this rule forbid the step altogether? Windows never do: they make it wait. */
export function ruleBlocks(rule: ContactRule, facts: GateFacts): boolean {
  switch (rule.kind) {
    case 'channel_off':
      return true
    case 'contact':
      return facts.contactKnown !== true
    case 'hold':
      return facts.holds === null || facts.holds.length > 0
    case 'opt_out':
      return facts.optedOut !== false
    case 'basis':
      return !hasBasis(rule, facts)
    case 'window':
      return false
  }
}

type BasisRule = Extract<ContactRule, { kind: 'basis' }>

/**
 * A grant on an accepted basis that no withdrawal of the same channel and purpose has followed; at the same instant the
 * withdrawal wins, and it takes back every basis.
 */
function hasBasis(rule: BasisRule, { consents, channel, purpose }: GateFacts): boolean {
  const records = (consents ?? []).filter((each) => each.channel === channel && each.purpose === purpose)
  const withdrawn_ms = records
    .filter((each) => each.status === 'withdrawn')
    .reduce((latest, each) => Math.max(latest, Date.parse(each.at)), -Infinity)
  return records.some(
    (each) =>
      each.status === 'granted' && rule.accepts.includes(each.basis) && Date.parse(each.at) > withdrawn_ms,
  )
}
