import type { ClockMap } from '../domain/bank-time.ts'
import { dispatchKeyOf } from '../domain/message.ts'
import type { GateVerdict } from '../policies/gate.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { writeStage, type StageChange } from '../stores/postgres/cases.ts'
import { recordBlockedStep } from '../stores/postgres/dispatch.ts'
import type { CaseDeps } from './deps.ts'
import { judgeStep, type StepRef } from './gate.ts'
import { positionOf } from './position.ts'

export type CheckGateInput = { ref: StepRef; sequence: number; approvedBy: readonly string[] }
/** `until_ms` with `wait`: the next lawful instant, bank time. */
export type Gated = {
  verdict: GateVerdict['verdict']
  rule: string
  until_ms: number | null
  clock: ClockMap
}

/** May this step go out now? Shows the answer on the case, and stores a block with the facts that it saw. */
export const checkGate =
  (deps: CaseDeps) =>
  async ({ ref, sequence, approvedBy }: CheckGateInput): Promise<Gated> => {
    const { step, verdict, clock } = await judgeStep(deps, ref)
    await deps.db.transaction(async (client) => {
      const change = changeFor(verdict, approvedBy)
      await writeStage(client, positionOf(ref.caseId, sequence), change)
      if (verdict.verdict !== 'block') return
      const key = dispatchKeyOf(ref.caseId, ref.planHash, ref.stepIndex)
      await recordBlockedStep(client, { ...ref, dispatchKey: key, channel: step.channel }, verdict)
      await writeAudit(client, {
        actorId: 'gate',
        action: 'gate.blocked',
        subject: ref.caseId,
        details: { rule: verdict.rule, channel: step.channel },
      })
    })
    const { until } = verdict
    return {
      verdict: verdict.verdict,
      rule: verdict.rule,
      until_ms: until === undefined ? null : Date.parse(until),
      clock,
    }
  }

const stages = { pass: 'sending', wait: 'awaiting_window', block: 'blocked' } as const

const changeFor = ({ verdict, rule }: GateVerdict, approvedBy: readonly string[]): StageChange => ({
  stage: stages[verdict],
  reason: verdict === 'pass' ? null : rule,
  holdUntil: null,
  approvedBy: verdict === 'block' ? [] : approvedBy,
})
