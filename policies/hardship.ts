import type { Hardship, HardshipFinding } from '../domain/hardship.ts'
import { compileFirstMatch, type Facts } from './compile.ts'
import { factsRead, type Rule } from './rule.ts'

type HardshipRule = Rule & { event: { params: { hardship: Hardship } } }

/** The first hardship of the pack's order that holds, the rule that says so and the facts that it saw. */
export function compileHardship(
  rules: readonly HardshipRule[],
  referenceIncomeMinor: number,
): (facts: Facts) => HardshipFinding {
  const find = compileFirstMatch(rules, referenceIncomeMinor)
  // A rule that asks nothing speaks for all that did not hold: it saw what they saw.
  const all = rules.flatMap((rule) => factsRead(rule.conditions))
  const namesOf = new Map(
    rules.map((rule) => {
      const own = factsRead(rule.conditions)
      return [rule, [...new Set(own.length > 0 ? own : all)]] as const
    }),
  )
  return (facts) => {
    const rule = find(facts)
    const seen: HardshipFinding['facts'] = {}
    for (const name of namesOf.get(rule) ?? []) seen[name] = facts[name] ?? null
    return { type: rule.event.params.hardship, rule: rule.name, facts: seen }
  }
}
