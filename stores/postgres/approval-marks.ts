import type { Queryable } from './database.ts'

/** What ended approvals, as the audit has it: `why` is the cause's code. */
export type ApprovalMark = { at: string; why: string | null }

const MARKS_READ_MAX = 20

/** New proposals and voided approvals of a case after an instant, the oldest first. */
export async function approvalMarksAfter(
  db: Queryable,
  caseId: string,
  after: string,
): Promise<ApprovalMark[]> {
  const { rows } = await db.query<ApprovalMark>(
    `select at, coalesce(details ->> 'why', details ->> 'cause') as why from audit
     where subject = $1 and action in ('approval.voided', 'case.proposed') and at > $2
     order by id limit ${MARKS_READ_MAX}`,
    [caseId, after],
  )
  return rows
}
