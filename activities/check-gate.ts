import type { ClockMap } from '../domain/bank-time.ts'
import { DAY_MS } from '../domain/calendar.ts'
import { dispatchKeyOf } from '../domain/message.ts'
import type { StepRef } from '../domain/plan.ts'
import { dutiesOf } from '../policies/duties.ts'
import type { GateVerdict } from '../policies/gate.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { writeStage, type StageChange } from '../stores/postgres/cases.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import { recordBlockedStep } from '../stores/postgres/dispatch.ts'
import { finishBlocks, leaveTask } from '../stores/postgres/tasks.ts'
import type { CaseDeps } from './deps.ts'
import { judgeStep, type JudgedStep } from './gate.ts'
import { positionOf } from './position.ts'

export type CheckGateInput = { ref: StepRef; sequence: number; approvedBy: readonly string[] }
/** `until_ms` with `wait`: the next lawful instant, bank time. */
export type Gated = {
  verdict: GateVerdict['verdict']
  rule: string
  until_ms: number | null
  clock: ClockMap
}

/**
 * May this step go out now? Shows the answer on the case. A block is stored with the facts that it saw and leaves a task,
 * so that nobody is forgotten; a pass leaves what the approved action asks of people besides.
 */
export const checkGate =
  (deps: CaseDeps) =>
  async ({ ref, sequence, approvedBy }: CheckGateInput): Promise<Gated> => {
    const judged = await judgeStep(deps, ref)
    const { verdict, clock } = judged
    await deps.db.transaction(async (client) => {
      await writeStage(client, positionOf(ref.caseId, sequence), changeFor(verdict, approvedBy))
      if (verdict.verdict === 'block') await keepBlock(client, ref, judged)
      if (verdict.verdict === 'pass') await keepDuties(client, ref, judged)
    })
    const { until } = verdict
    return {
      verdict: verdict.verdict,
      rule: verdict.rule,
      until_ms: until === undefined ? null : Date.parse(until),
      clock,
    }
  }

async function keepBlock(client: Queryable, ref: StepRef, { step, verdict }: JudgedStep): Promise<void> {
  const { rule, queue = 'cases', facts } = verdict
  const { caseId, customer } = ref
  const key = dispatchKeyOf(caseId, ref.planHash, ref.stepIndex)
  await recordBlockedStep(client, { ...ref, dispatchKey: key, channel: step.channel }, verdict)
  const createdAt = new Date(facts.now_ms).toISOString()
  await leaveTask(client, { kind: 'blocked', queue, rule, customer, caseId, createdAt, dueAt: null })
  await writeAudit(client, {
    actorId: 'gate',
    action: 'gate.blocked',
    subject: caseId,
    details: { rule, channel: step.channel, queue, pack: verdict.pack.hash },
  })
}

async function keepDuties(
  client: Queryable,
  { caseId, customer }: StepRef,
  { verdict, inForce, kinds }: JudgedStep,
): Promise<void> {
  const { now_ms } = verdict.facts
  const createdAt = new Date(now_ms).toISOString()
  await finishBlocks(client, caseId, 'gate', createdAt)
  for (const { id, queue, due_days } of dutiesOf(inForce, kinds)) {
    const dueAt = new Date(now_ms + due_days * DAY_MS).toISOString()
    await leaveTask(client, { kind: 'duty', queue, rule: id, customer, caseId, createdAt, dueAt })
  }
}

const stages = { pass: 'sending', wait: 'awaiting_window', block: 'blocked' } as const

const changeFor = ({ verdict, rule }: GateVerdict, approvedBy: readonly string[]): StageChange => ({
  stage: stages[verdict],
  reason: verdict === 'pass' ? null : rule,
  holdUntil: null,
  approvedBy: verdict === 'block' ? [] : approvedBy,
})
