import { evaluationSchema, type Evaluation } from '../../domain/evaluation.ts'
import type { Queryable } from './database.ts'

const READ_AT_ONCE = 250

export type StoredCaseEvaluation = {
  evaluationId: string
  caseId: string | null
  sha256: string
  body: string
}

/** By id, after a given one: at most `limit`. */
async function caseEvaluationsAfter(
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

/** The evaluations that cases rest on, by id, at most so many; each under its case, or under itself before it has one. */
export async function* pastCases(
  db: Queryable,
  max = Infinity,
): AsyncGenerator<{ caseId: string; evaluation: Evaluation }> {
  for (let [after, read] = ['', 0]; read < max; read += READ_AT_ONCE) {
    const page = await caseEvaluationsAfter(db, after, Math.min(READ_AT_ONCE, max - read))
    for (const { caseId, evaluationId, body } of page)
      yield { caseId: caseId ?? evaluationId, evaluation: evaluationSchema.parse(JSON.parse(body)) }
    after = page.at(-1)?.evaluationId ?? ''
    if (page.length < READ_AT_ONCE) return
  }
}

/** Those of the customers of whom evaluations are kept. */
export async function withEvaluations(db: Queryable, customers: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>(
    `select distinct customer from case_evaluations where customer = any($1)`,
    [customers],
  )
  return rows.map(({ customer }) => customer)
}
