import type { DecisionClaims, DecisionDetail, RejectReason, Verdict } from '../../domain/decision.ts'
import { writeAudit } from './audit.ts'
import { lockCase } from './case-lock.ts'
import type { Queryable } from './database.ts'

export type Decision = {
  decisionId: string
  caseId: string
  verdict: Verdict
  rejectReason: RejectReason | null
  detail: DecisionDetail | null
  actorId: string
  evidenceHash: string
  planHash: string
  accepted: boolean
  /** Kebab-case: why it was refused. */
  refusal: string | null
  remarkRef: string | null
  remarkSha256: string | null
  at: string
}

/** A remark lies encrypted in the vault; here stand its reference and hash. */
export type RemarkReference = { ref: string; sha256: string }

const columns = `decision_id as "decisionId", case_id as "caseId", verdict, reject_reason as "rejectReason",
  detail, actor_id as "actorId", evidence_hash as "evidenceHash", plan_hash as "planHash", accepted, refusal,
  remark_ref as "remarkRef", remark_sha256 as "remarkSha256", at`

/**
 * Records a decision that the case took, with its audit row, in the caller's transaction: no step of the case is intended
 * meanwhile. Called again it changes nothing.
 */
export async function recordAcceptedDecision(client: Queryable, claims: DecisionClaims): Promise<void> {
  await lockCase(client, claims.caseId)
  await record(client, claims, { accepted: true, refusal: null, remark: null })
}

/** Records an attempt that was refused, with its audit row; Temporal keeps no trace of it. */
export const recordRefusedDecision = (
  client: Queryable,
  claims: DecisionClaims,
  refusal: string,
  remark: RemarkReference | null = null,
): Promise<void> => record(client, claims, { accepted: false, refusal, remark })

/** Adds the remark to a decision, whether or not the case has written it already. */
export async function attachRemark(
  client: Queryable,
  decisionId: string,
  remark: RemarkReference,
): Promise<void> {
  await client.query(`update decisions set remark_ref = $2, remark_sha256 = $3 where decision_id = $1`, [
    decisionId,
    remark.ref,
    remark.sha256,
  ])
}

async function record(
  client: Queryable,
  claims: DecisionClaims,
  {
    accepted,
    refusal,
    remark,
  }: { accepted: boolean; refusal: string | null; remark: RemarkReference | null },
): Promise<void> {
  const { rowCount } = await client.query(
    `insert into decisions as d (decision_id, case_id, verdict, reject_reason, actor_id, evidence_hash, plan_hash,
       accepted, refusal, remark_ref, remark_sha256, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (decision_id) do update set accepted = true, refusal = null
       where excluded.accepted and not d.accepted`,
    [
      ...[claims.decisionId, claims.caseId, claims.verdict, claims.rejectReason, claims.actor.id],
      ...[claims.evidenceHash, claims.planHash, accepted, refusal],
      ...[remark?.ref ?? null, remark?.sha256 ?? null, claims.detail],
    ],
  )
  if (rowCount !== 1) return
  await writeAudit(client, {
    actorId: claims.actor.id,
    action: `decision.${claims.verdict}.${accepted ? 'accepted' : 'refused'}`,
    subject: claims.caseId,
    details: {
      decisionId: claims.decisionId,
      evidenceHash: claims.evidenceHash,
      planHash: claims.planHash,
      ...(refusal !== null && { refusal }),
    },
  })
}

/** Every decision on a case, refused ones too, oldest first. */
export async function decisionsOf(db: Queryable, caseId: string): Promise<Decision[]> {
  const { rows } = await db.query<Decision>(
    `select ${columns} from decisions where case_id = $1 order by at, decision_id`,
    [caseId],
  )
  return rows
}

/**
 * How many different people stand behind sending this plan on this evidence: those of the named decisions (left out:
 * of all) that are on record, after which nobody undid, rejected or cancelled. The last word before anything is sent.
 */
export async function countApprovers(
  db: Queryable,
  caseId: string,
  { evidenceHash, planHash, decisionIds }: Approved,
): Promise<number> {
  const { rows } = await db.query<{ approvers: number }>(
    `select count(distinct actor_id)::int as approvers from decisions d
     where case_id = $1 and evidence_hash = $2 and plan_hash = $3
       and ($4::uuid[] is null or decision_id = any($4)) and accepted and verdict = 'approve'
       and not exists (select from decisions later where later.case_id = $1 and later.accepted
         and later.verdict in ('undo', 'reject', 'cancel') and later.at > d.at)`,
    [caseId, evidenceHash, planHash, decisionIds ?? null],
  )
  return rows[0]?.approvers ?? 0
}

type Approved = { evidenceHash: string; planHash: string; decisionIds?: readonly string[] }
