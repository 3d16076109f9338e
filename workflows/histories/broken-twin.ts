import type { CaseEnd, CaseStart } from '../../domain/case.ts'
import { classifyHardship, scoreRisk } from '../case-activities.ts'
import { openDesk } from '../case-handlers.ts'
import { closeWithOutcome } from '../case-outcome.ts'

/** The case with its first two steps exchanged, as a careless change would have it: no running case could go on with it. */
export async function caseWorkflow(start: CaseStart): Promise<CaseEnd> {
  const { caseId, evaluationId } = start
  const desk = openDesk(start, undefined)
  await classifyHardship({ evaluationId })
  await scoreRisk({ caseId, evaluationId, version: 1 })
  return closeWithOutcome(desk, 'monitored')
}
