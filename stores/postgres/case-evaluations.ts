import type { Queryable } from './database.ts'

export type StoredCaseEvaluation = {
  evaluationId: string
  caseId: string | null
  sha256: string
  body: string
}

/** Evaluations that cases rest on, by id, after a given one: at most `limit`. */
export async function caseEvaluationsAfter(
  db: Queryable,
  after: string,
  limit: number,
): Promise<StoredCaseEvaluation[]> {
  const { rows } = await db.query<StoredCaseEvaluation>(
    `select e.evaluation_id as "evaluationId", p.case_id as "caseId", e.sha256, e.body
     from case_evaluations e left join episodes p using (evaluation_id)
     where e.evaluation_id > $1 order by e.evaluation_id limit $2`,
    [after, limit],
  )
  return rows
}
