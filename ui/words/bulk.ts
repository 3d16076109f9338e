import type { CaseRow, Me } from '../../api/contract.ts'
import { t } from './language.ts'
import { said } from './server.ts'
import { shownName, stageWords } from './terms.ts'

export type BulkVerdict = 'approve' | 'reject'
export type BulkPlan = { included: CaseRow[]; excluded: { row: CaseRow; why: string }[] }

/** Who of the picked ones the decision would reach, and who not and why. The product checks each again and has the last word. */
export function bulkPlan(rows: readonly CaseRow[], verdict: BulkVerdict, me: Me): BulkPlan {
  const plan: BulkPlan = { included: [], excluded: [] }
  for (const row of rows) {
    const why = verdict === 'approve' ? againstApproval(row, me) : againstRejection(row)
    if (why === null) plan.included.push(row)
    else plan.excluded.push({ row, why })
  }
  return plan
}

function againstRejection(row: CaseRow): string | null {
  if (!['awaiting_decision', 'awaiting_second', 'blocked', 'unresolved'].includes(row.stage))
    return t('waits for no decision: {stage}', { stage: stageWords[row.stage] })
  return row.evidenceHash === null || row.planHash === null ? t('is still being assessed') : null
}

function againstApproval(row: CaseRow, me: Me): string | null {
  if (!['awaiting_decision', 'awaiting_second'].includes(row.stage))
    return t('waits for no approval: {stage}', { stage: stageWords[row.stage] })
  if (row.evidenceHash === null || row.planHash === null) return t('is still being assessed')
  if (row.intervention.kinds.includes('manual_review')) return t('has no message: it is reviewed by hand')
  if (row.approvedBy.some(({ id }) => id === me.id)) return t('you gave the first approval')
  if (row.claimedBy && row.claimedBy.id !== me.id)
    return t('{name} works on it', { name: row.claimedBy.name })
  const isSecond = row.stage === 'awaiting_second'
  if (isSecond && row.needsCreditAuthority && !me.permissions.includes('credit_authority'))
    return t('the second approval needs credit authority')
  return null
}

export const bulkName = (row: CaseRow): string => `${shownName(row)}, ${said(row.intervention.title)}`
