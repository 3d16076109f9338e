import type { StepRef } from '../domain/plan.ts'
import type { OutreachDeps } from './deps.ts'
import { judgeStep, type JudgedStep } from './gate.ts'
import { beating } from './heartbeat.ts'
import { waitForTurn } from './wait-for-turn.ts'

/**
 * The gate's verdict once the step's sender may send. Where it had to wait, what was thrown, said or sent meanwhile counts:
 * the gate is asked anew. @throws unavailable | sender-busy
 */
export async function judgeAtTurn(deps: OutreachDeps, ref: StepRef): Promise<JudgedStep> {
  const judged = await judgeStep(deps, ref)
  if (judged.verdict.verdict !== 'pass') return judged
  const hasWaited = await beating(() => waitForTurn(deps, judged.step))
  return hasWaited ? judgeStep(deps, ref) : judged
}
