import type { CaseEnd, CaseStage } from '../../domain/case.ts'
import { newsOf } from './cases.ts'
import type { Queryable } from './database.ts'
import { tellingChanged } from './outbox.ts'

/** How the ledger and the inbox see a case. `stage` is null where the inbox has no row. */
export type LedgerStanding = { caseId: string; customer: string; isOpen: boolean; stage: CaseStage | null }

const columns = `e.case_id as "caseId", e.customer, e.open as "isOpen", c.stage`

/** Cases that were started and that the ledger or the inbox still holds open. */
export async function openStandings(db: Queryable): Promise<LedgerStanding[]> {
  const { rows } = await db.query<LedgerStanding>(
    `select ${columns} from episodes e left join cases c using (case_id)
     where e.started and (e.open or c.stage <> 'closed')`,
  )
  return rows
}

/** Those of the cases that the ledger or the inbox holds closed. */
export async function closedAmong(db: Queryable, caseIds: readonly string[]): Promise<LedgerStanding[]> {
  const { rows } = await db.query<LedgerStanding>(
    `select ${columns} from episodes e left join cases c using (case_id)
     where e.case_id = any($1) and (not e.open or c.stage = 'closed')`,
    [caseIds],
  )
  return rows
}

/** The opener starts it anew. What was intended before is known by its key, and is not sent again. */
export async function wantStart(db: Queryable, caseId: string): Promise<void> {
  await db.query(`update episodes set started = false where case_id = $1 and open`, [caseId])
}

/** Closes the row and the episode of a case whose workflow has ended. `at`: bank time. */
export async function closeEnded(
  client: Queryable,
  caseId: string,
  { ending, outcome }: Pick<CaseEnd, 'outcome'> & { ending: string },
  at: string,
): Promise<void> {
  await client.query(
    `with changed as (
       update cases set stage = 'closed', stage_reason = $2, outcome = coalesce($3, outcome), hold_until = null,
         snoozed_until = null, version = version + 1, updated_at = now()
       where case_id = $1 and stage <> 'closed' returning version
     )${tellingChanged('case.changed', 4)}`,
    [caseId, ending, outcome, newsOf({ stage: 'closed', reason: ending })],
  )
  await client.query(`update episodes set open = false, closed_at = $2 where case_id = $1 and open`, [
    caseId,
    at,
  ])
}

/** Shows a case as its workflow says that it stands, and opens its episode again where the customer has no other. */
export async function reopen(
  client: Queryable,
  caseId: string,
  { stage, reason, approvers }: { stage: CaseStage; reason: string | null; approvers: readonly string[] },
): Promise<void> {
  await client.query(
    `with changed as (
       update cases set stage = $2, stage_reason = $3, approved_by = $4, outcome = null, version = version + 1,
         updated_at = now()
       where case_id = $1 and stage = 'closed' returning version
     )${tellingChanged('case.changed', 5)}`,
    [caseId, stage, reason, approvers, newsOf({ stage, reason })],
  )
  await client.query(
    `update episodes e set open = true, closed_at = null, cool_down_until = null where case_id = $1 and not open
       and not exists (select from episodes other where other.customer = e.customer and other.open)`,
    [caseId],
  )
}
