import { lookAtEvaluation } from './case-activities.ts'
import { assess } from './case-assess.ts'
import type { Desk } from './case-desk.ts'
import { standVoid } from './case-stage.ts'

/**
 * A later evaluation of the customer: where something material has changed, approvals are void and people decide on new
 * evidence; where the level has fallen, the case is only watched, and ends if it stays so.
 */
export async function heedEvidence(desk: Desk): Promise<void> {
  const evaluationId = desk.news
  desk.news = null
  if (evaluationId === null) return
  desk.isChanging = true
  try {
    const { caseId } = desk.start
    const looked = await lookAtEvaluation({ caseId, evaluationId, isFallen: desk.fallenUntil_ms !== null })
    if (looked.is === 'same') return
    desk.fallenUntil_ms = looked.is === 'fallen' ? looked.until_ms : null
    if (looked.is === 'fallen') await standVoid(desk, 'monitoring', 'level-fell')
    else if (looked.is === 'risen')
      await standVoid(desk, desk.proposal?.stage ?? 'awaiting_decision', 'level-rose')
    else await assess(desk, { evaluationId, cause: `changed:${looked.cause}` })
  } finally {
    desk.isChanging = false
  }
}
