import { sha256 } from '../domain/hash.ts'
import type { TaskQueue } from '../domain/task.ts'
import { calendarOf } from './calendar.ts'
import type { ContactRule, WaitingRule } from './contact-rules.ts'
import { ruleBlocks } from './gate-blocks.ts'
import type { GateFacts, GateVerdict, RecordedFacts } from './gate-facts.ts'
import { rulesInForce, unansweredQuestion } from './gate-rules.ts'
import { isZone, nextLawful_ms } from './gate-window.ts'
import type { Pack } from './pack.ts'

export { gateFactsSchema, gateVerdictSchema, type GateFacts, type GateVerdict } from './gate-facts.ts'

/**
 * May this step go out now? `pack` is the one in force at this moment. Pure: the caller gathers the facts and stores the
 * verdict with them. Blocks before it waits: where a later moment would not help, none is named.
 */
export function passGate(pack: Pack, facts: GateFacts): GateVerdict {
  const recorded = { pack: pack.ref, facts: recordedFacts(facts) }
  const block = (rule: string, queue: TaskQueue): GateVerdict => ({
    verdict: 'block',
    rule,
    queue,
    ...recorded,
  })
  const stopped = stoppedBy(pack, facts)
  if (stopped) return block(stopped, 'operations')
  const zones = zonesOf(pack, facts)
  if (!zones) return block('gate.zone-unknown', 'cases')
  const rules = rulesInForce(pack, facts)
  const unanswered = unansweredQuestion(rules)
  const blocking = rules.find((rule) => ruleBlocks(rule, facts))
  if (blocking) return block(blocking.id, queueOf(blocking))
  if (unanswered) return block(`gate.no-rule.${unanswered}`, 'policy')
  const unknown = unknownForWaiting(facts)
  if (unknown) return block(unknown, 'operations')
  const lawful = nextLawful_ms(rules.filter(isWaiting), facts, zones, calendarOf(pack))
  if (lawful === null) return block('gate.no-lawful-moment', 'policy')
  const { at_ms, closed } = lawful
  if (closed === null) return { verdict: 'pass', rule: 'gate.passed', ...recorded }
  if (facts.useless_from_ms !== null && at_ms >= facts.useless_from_ms) return block(closed, 'cases')
  return { verdict: 'wait', rule: closed, until: new Date(at_ms).toISOString(), ...recorded }
}

/** A draft, or a kill switch; its rule names the scope. Unknown switches stop everything. */
function stoppedBy(pack: Pack, { killSwitches, channel, message }: GateFacts): string | null {
  if (pack.documents.pack.status !== 'in-force') return 'gate.pack-is-draft'
  if (killSwitches === null) return 'gate.kill-switches-unknown'
  const own = { global: '*', country: pack.ref.id, channel, template: message.templateId }
  const standing = killSwitches.find(({ scope, value }) => own[scope] === value)
  return standing ? `gate.kill-switch.${standing.scope}` : null
}

/** Where the customer's zone is unknown, every zone of the pack's list; null where there is none to go by. */
function zonesOf(pack: Pack, { zone }: GateFacts): readonly string[] | null {
  if (zone !== null && isZone(zone)) return [zone]
  return pack.documents['contact-rules'].zones_if_unknown ?? null
}

function unknownForWaiting({ contacts, avoidHours }: GateFacts): string | null {
  if (contacts === null) return 'gate.contacts-unknown'
  return avoidHours === null ? 'gate.avoid-hours-unknown' : null
}

const waitingKinds: readonly string[] = ['window', 'blackout', 'avoid_hours', 'cap', 'conversation_pause']
const isWaiting = (rule: ContactRule): rule is WaitingRule => waitingKinds.includes(rule.kind)

const queues: Partial<Record<ContactRule['kind'], TaskQueue>> = {
  vulnerability: 'specialist',
  registration: 'operations',
  caller: 'operations',
  channel_off: 'policy',
  wording: 'policy',
  notice_elsewhere: 'policy',
}
const queueOf = ({ kind }: ContactRule): TaskQueue => queues[kind] ?? 'cases'

function recordedFacts({ message: { text, ...message }, registrations, ...facts }: GateFacts): RecordedFacts {
  return {
    ...facts,
    message: { ...message, textSha256: sha256(text) },
    registrations: registrations?.map(({ registeredId }) => registeredId) ?? null,
  }
}
