import type { CaseFace } from './cases.ts'
import type { Queryable } from './database.ts'

/** Puts the face of a held-out case where no list, count or profile looks. The same case again replaces it. */
export async function sealHoldOut(client: Queryable, caseId: string, face: CaseFace): Promise<void> {
  await client.query(
    `insert into hold_outs (case_id, customer, face) values ($1, $2, $3)
     on conflict (case_id) do update set face = excluded.face`,
    [caseId, face.customer, JSON.stringify(faceOnly(face))],
  )
}

/** What the row will show, once it is seen. Null for a case that is not in the hold-out. */
export async function heldOutFace(client: Queryable, caseId: string): Promise<CaseFace | null> {
  const { rows } = await client.query<{ face: CaseFace }>(`select face from hold_outs where case_id = $1`, [
    caseId,
  ])
  return rows[0]?.face ?? null
}

/** The customer's held-out case whose seal is whole and that is still open; null where there is none. */
export async function openHoldOut(db: Queryable, customer: string): Promise<string | null> {
  const { rows } = await db.query<{ caseId: string }>(
    `select case_id as "caseId" from hold_outs join episodes using (case_id, customer)
     where customer = $1 and open and seal_broken_at is null`,
    [customer],
  )
  return rows[0]?.caseId ?? null
}

/** Writes down who broke the seal and why; the first one stays. True where this one was it. */
export async function breakSeal(
  client: Queryable,
  caseId: string,
  by: { actorId: string; reason: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update hold_outs set seal_broken_at = now(), seal_broken_by = $2, seal_broken_reason = $3
     where case_id = $1 and seal_broken_at is null`,
    [caseId, by.actorId, by.reason],
  )
  return rowCount === 1
}

function faceOnly(face: CaseFace): CaseFace {
  const { customer, level, persona, obligation, scorecard, intervention } = face
  const { episode, hardship, probability, evidenceHash, planHash, openedAt, slaDueAt, urgency } = face
  return {
    ...{ customer, level, persona, obligation, scorecard, intervention },
    ...{ episode, hardship, probability, evidenceHash, planHash, openedAt, slaDueAt, urgency },
  }
}
