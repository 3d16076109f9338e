import type { HardshipFinding } from '../domain/hardship.ts'
import { firstMatch, matchingRules, type Facts } from './match.ts'
import type { Pack } from './pack.ts'
import { factsRead } from './rule.ts'

/** The first hardship of the pack's order that holds, the rule that says so and the facts that it saw. */
export async function hardshipOf(pack: Pack, facts: Facts): Promise<HardshipFinding> {
  const { rules } = pack.documents.hardship
  const matching = await matchingRules(rules, facts, pack.documents.pack.reference_income_minor)
  const rule = firstMatch(rules, matching)
  const own = factsRead(rule.conditions)
  // A rule that asks nothing speaks for all that did not hold: it saw what they saw.
  const names = own.length > 0 ? own : rules.flatMap((each) => factsRead(each.conditions))
  const seen = [...new Set(names)].map((name) => [name, facts[name] ?? null] as const)
  return { type: rule.event.params.hardship, rule: rule.name, facts: Object.fromEntries(seen) }
}
