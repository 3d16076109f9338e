import { randomUUID } from 'node:crypto'
import { ServiceError } from '../../domain/errors.ts'
import type { DispatchState, MessageStatus } from '../../domain/message.ts'
import type { MessageChannel } from '../../domain/plan.ts'
import type { Queryable } from './database.ts'

/** One step of an approved plan on its way out. Instants are wall time. */
export type DispatchIntent = {
  dispatchKey: string
  /** Travels in the callback's URL: how an answer that we never saw finds its step. */
  reference: string
  caseId: string
  planHash: string
  stepIndex: number
  channel: MessageChannel
  customer: string
  /** SHA-256 of the text as sent. */
  bodySha256: string
  state: DispatchState
  providerId: string | null
  status: MessageStatus | null
  errorCode: string | null
  gateVerdict: unknown
  intendedAt: string
  answeredAt: string | null
  statusAt: string | null
}

export type StepKey = Pick<
  DispatchIntent,
  'dispatchKey' | 'caseId' | 'planHash' | 'stepIndex' | 'channel' | 'customer'
>

const columns = `dispatch_key as "dispatchKey", reference, case_id as "caseId", plan_hash as "planHash",
  step_index as "stepIndex", channel, customer, body_sha256 as "bodySha256", state, provider_id as "providerId",
  status, error_code as "errorCode", gate_verdict as "gateVerdict", intended_at as "intendedAt",
  answered_at as "answeredAt", status_at as "statusAt"`

/** Writes that the gate said no. A step that was ever intended keeps its state. */
export async function recordBlockedStep(client: Queryable, step: StepKey, verdict: unknown): Promise<void> {
  await client.query(
    `insert into dispatch_intents as d (dispatch_key, reference, case_id, plan_hash, step_index, channel, customer,
       body_sha256, state, gate_verdict)
     values ($1, $2, $3, $4, $5, $6, $7, '', 'blocked', $8)
     on conflict (dispatch_key) do update set gate_verdict = excluded.gate_verdict where d.state = 'blocked'`,
    [...keyValues(step, randomUUID()), verdict],
  )
}

/** Of a step's row: its message reached the customer, or may have. */
const MAY_HAVE_ARRIVED = `state in ('intended', 'unknown', 'accepted')
  and coalesce(status, '') not in ('failed', 'undelivered', 'canceled')`

/**
 * The intent row, before anything is sent. Returns the new intent, or null where the step was intended before, or another
 * step of the case may have reached the customer (after a reset the same help may be worded otherwise): the caller must
 * not send.
 */
export async function intendStep(
  client: Queryable,
  step: StepKey,
  bodySha256: string,
  verdict: unknown,
): Promise<DispatchIntent | null> {
  const { rows } = await client.query<DispatchIntent>(
    `insert into dispatch_intents as d (dispatch_key, reference, case_id, plan_hash, step_index, channel, customer,
       body_sha256, state, gate_verdict)
     select $1, $2::uuid, $3, $4, $5::int, $6, $7, $8, 'intended', $9::jsonb
     where not exists (select from dispatch_intents
       where case_id = $3 and dispatch_key <> $1 and ${MAY_HAVE_ARRIVED})
     on conflict (dispatch_key) do update set state = 'intended', body_sha256 = excluded.body_sha256,
       gate_verdict = excluded.gate_verdict, intended_at = now(), error_code = null, answered_at = null
       where d.state = 'blocked'
     returning ${columns}`,
    [...keyValues(step, randomUUID()), bodySha256, verdict],
  )
  return rows[0] ?? null
}

/** Null where nothing was ever intended or blocked for this step. */
export async function findStep(client: Queryable, dispatchKey: string): Promise<DispatchIntent | null> {
  const { rows } = await client.query<DispatchIntent>(
    `select ${columns} from dispatch_intents where dispatch_key = $1`,
    [dispatchKey],
  )
  return rows[0] ?? null
}

/** The step for which `intendStep` let none be sent. @throws unavailable | step-just-ended: it has failed meanwhile, come again */
export async function readBegun(
  client: Queryable,
  { caseId, dispatchKey }: Pick<StepKey, 'caseId' | 'dispatchKey'>,
): Promise<DispatchIntent> {
  const { rows } = await client.query<DispatchIntent>(
    `select ${columns} from dispatch_intents
     where case_id = $1 and (dispatch_key = $2 and state <> 'blocked' or ${MAY_HAVE_ARRIVED})
     order by dispatch_key <> $2, intended_at desc limit 1`,
    [caseId, dispatchKey],
  )
  if (rows[0]) return rows[0]
  throw new ServiceError('unavailable', 'step-just-ended', 'The step that stood in the way has just ended.')
}

/** The step whose callback carries this reference. */
export async function findByReference(db: Queryable, reference: string): Promise<DispatchIntent | null> {
  const { rows } = await db.query<DispatchIntent>(
    `select ${columns} from dispatch_intents where reference = $1`,
    [reference],
  )
  return rows[0] ?? null
}

/** @throws not-found | no-such-step */
export async function readStep(client: Queryable, dispatchKey: string): Promise<DispatchIntent> {
  const step = await findStep(client, dispatchKey)
  if (step) return step
  throw new ServiceError('not-found', 'no-such-step', 'There is no such dispatch step.')
}

export type Answer =
  | { state: 'accepted'; providerId: string; status: MessageStatus }
  | { state: 'refused' | 'blocked' | 'unknown'; errorCode: string | null }

/** Stores what the provider said. A callback may have said more already: an accepted step stays so. Returns the step as it stands. */
export async function recordAnswer(
  client: Queryable,
  dispatchKey: string,
  answer: Answer,
): Promise<DispatchIntent> {
  const accepted = answer.state === 'accepted' ? answer : null
  await client.query(
    `update dispatch_intents set state = $2, provider_id = coalesce(provider_id, $3), status = coalesce(status, $4),
       error_code = coalesce($5, error_code), answered_at = now()
     where dispatch_key = $1 and state in ('intended', 'unknown')`,
    [
      dispatchKey,
      answer.state,
      accepted?.providerId ?? null,
      accepted?.status ?? null,
      answer.state === 'accepted' ? null : answer.errorCode,
    ],
  )
  return readStep(client, dispatchKey)
}

/** Every step of a case, in the order of the plan. */
export async function stepsOf(db: Queryable, caseId: string): Promise<DispatchIntent[]> {
  const { rows } = await db.query<DispatchIntent>(
    `select ${columns} from dispatch_intents where case_id = $1 order by intended_at, step_index`,
    [caseId],
  )
  return rows
}

/** Provider ids that belong to some step: what a listing finds besides them may be the one that is missing. */
export async function knownProviderIds(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select provider_id as id from dispatch_intents where provider_id = any($1)`,
    [ids],
  )
  return new Set(rows.map((row) => row.id))
}

const keyValues = (step: StepKey, reference: string): unknown[] => [
  ...[step.dispatchKey, reference, step.caseId, step.planHash, step.stepIndex, step.channel, step.customer],
]
