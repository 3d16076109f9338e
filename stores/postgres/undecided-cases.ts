import type { CaseStage } from '../../domain/case.ts'
import type { Queryable } from './database.ts'

/** What people see of a case that they may still decide on. `openedAt`: bank time. */
export type UndecidedCase = {
  caseId: string
  customer: string
  level: string
  hardship: string
  probability: number | null
  obligationId: string
  openedAt: string
  /** A case by hand: the classifier's hardship does not count. */
  isDeclared: boolean
  /** It is only watched, because the level has fallen. */
  hasFallen: boolean
}

/** From here on nothing that is learnt changes what is done. */
const decided: readonly CaseStage[] = [
  'sending',
  'awaiting_delivery',
  'unresolved',
  'awaiting_outcome',
  'closed',
]

/** The cases of these customers that are not decided and sent. */
export async function undecidedCases(db: Queryable, customers: readonly string[]): Promise<UndecidedCase[]> {
  const { rows } = await db.query<UndecidedCase>(
    `select case_id as "caseId", customer, level, hardship, probability, cases.obligation_id as "obligationId",
       cases.opened_at as "openedAt", coalesce(stage = 'monitoring' and stage_reason = 'level-fell', false) as "hasFallen",
       declared_hardship is not null as "isDeclared"
     from cases join episodes using (case_id, customer) where customer = any($1) and stage <> all($2)`,
    [customers, decided],
  )
  return rows
}
