import { ruleBlocks } from './gate-blocks.ts'
import type { GateFacts, GateVerdict } from './gate-facts.ts'
import { rulesInForce, unansweredQuestion } from './gate-rules.ts'
import { isZone, nextLawful_ms } from './gate-window.ts'
import type { ContactRule } from './contact-rules.ts'
import type { Pack } from './pack.ts'

export { gateFactsSchema, gateVerdictSchema, type GateFacts, type GateVerdict } from './gate-facts.ts'

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
