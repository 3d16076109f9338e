import { canonicalJson } from '../../domain/canonical-json.ts'
import type { Evaluation } from '../../domain/evaluation.ts'
import { sha256 } from '../../domain/hash.ts'
import { caseIdOf } from '../../domain/ids.ts'
import type { Hardship } from '../../domain/hardship.ts'
import type { Database, Queryable } from './database.ts'

/** One row of the ledger: an episode of distress of one customer, and the case that it became. */
export type Episode = {
  customer: string
  episode: number
  caseId: string
  obligationId: string
  evaluationId: string
  /** The workflow runs, and knows all that was known when it started. */
  started: boolean
  open: boolean
  /** Bank time. */
  openedAt: string
  closedAt: string | null
  coolDownUntil: string | null
  /** Of a case by hand. */
  declaredHardship: Hardship | null
  source: string | null
}

/** Who opens a case by hand, on whose word. */
export type ByHand = { hardship: Hardship; source: string; actorId: string }

export const UNSTARTED_READ_MAX = 200
const UNIQUE_VIOLATION = '23505'

const columns = `customer, episode, case_id as "caseId", obligation_id as "obligationId",
  evaluation_id as "evaluationId", started, open, opened_at as "openedAt", closed_at as "closedAt",
  cool_down_until as "coolDownUntil", declared_hardship as "declaredHardship", source`

/** Every episode of the customers, the newest first. */
export async function episodesOf(db: Queryable, customers: readonly string[]): Promise<Episode[]> {
  const { rows } = await db.query<Episode>(
    `select ${columns} from episodes where customer = any($1) order by customer, episode desc`,
    [customers],
  )
  return rows
}

/** The open episodes of the customers. */
export async function openEpisodesOf(db: Queryable, customers: readonly string[]): Promise<Episode[]> {
  const { rows } = await db.query<Episode>(
    `select ${columns} from episodes where open and customer = any($1)`,
    [customers],
  )
  return rows
}

/** The cases of all open episodes. */
export async function openCaseIds(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ case_id: string }>(
    `select case_id from episodes where open order by case_id`,
  )
  return rows.map((row) => row.case_id)
}

/** Episodes whose workflow is not known to run, oldest first, at most UNSTARTED_READ_MAX. */
export async function unstartedEpisodes(db: Queryable): Promise<Episode[]> {
  const { rows } = await db.query<Episode>(
    `select ${columns} from episodes where not started order by opened_at limit ${UNSTARTED_READ_MAX}`,
  )
  return rows
}

/**
 * Opens the customer's next episode and stores the evaluation that opened it: its canonical bytes and their hash,
 * in one transaction. Null where one is open already, or where this very evaluation opened one before.
 */
export async function openEpisode(
  db: Database,
  evaluation: Evaluation,
  byHand: ByHand | null = null,
): Promise<Episode | null> {
  if (!evaluation.obligation) throw new TypeError('an evaluation without an obligation opens no case')
  const { customer, id, asOf, obligation } = evaluation
  try {
    return await db.transaction(async (client) => {
      // By hand an evaluation may be taken that stood behind a case before.
      if (!(await storeEvaluation(client, evaluation)) && !byHand) return null
      const { rows } = await client.query<{ next: number }>(
        `select coalesce(max(episode), 0) + 1 as next from episodes where customer = $1`,
        [customer],
      )
      const episode = rows[0]?.next ?? 1
      const inserted = await client.query<Episode>(
        `insert into episodes (customer, episode, case_id, obligation_id, evaluation_id, opened_at,
           declared_hardship, source, opened_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
        [
          ...[customer, episode, caseIdOf(customer, episode), obligation.id, id, asOf],
          ...[byHand?.hardship ?? null, byHand?.source ?? null, byHand?.actorId ?? null],
        ],
      )
      return inserted.rows[0] ?? null
    })
  } catch (error) {
    // Another process opened it between our reading and our writing.
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return null
    throw error
  }
}

/** Stores an evaluation on which a case rests: its canonical bytes and their hash. False where it is stored already. */
export async function storeEvaluation(client: Queryable, evaluation: Evaluation): Promise<boolean> {
  const body = canonicalJson(evaluation)
  const { rowCount } = await client.query(
    `insert into case_evaluations (evaluation_id, customer, sha256, body) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [evaluation.id, evaluation.customer, sha256(body), body],
  )
  return rowCount === 1
}

/** The stored bytes of the evaluation that opened a case, with their hash. Null where there is none. */
export async function evaluationBody(
  db: Queryable,
  evaluationId: string,
): Promise<{ sha256: string; body: string } | null> {
  const { rows } = await db.query<{ sha256: string; body: string }>(
    `select sha256, body from case_evaluations where evaluation_id = $1`,
    [evaluationId],
  )
  return rows[0] ?? null
}

export async function markStarted(db: Queryable, caseId: string): Promise<void> {
  await db.query(`update episodes set started = true where case_id = $1`, [caseId])
}

/** Closes an episode. Until `coolDownUntil` (bank time) the customer gets no new one. Twice changes nothing. */
export async function closeEpisode(
  db: Queryable,
  caseId: string,
  closedAt: string,
  coolDownUntil: string | null,
): Promise<void> {
  await db.query(
    `update episodes set open = false, closed_at = $2, cool_down_until = $3 where case_id = $1 and open`,
    [caseId, closedAt, coolDownUntil],
  )
}
