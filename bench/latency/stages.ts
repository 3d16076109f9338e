import type { Client } from '@temporalio/client'
import type { Kafka } from 'kafkajs'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { sha256 } from '../../domain/hash.ts'
import { caseIdOf } from '../../domain/ids.ts'
import { readRange } from '../../stores/kafka/read-range.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { Database } from '../../stores/postgres/database.ts'
import type { Seen } from './inbox.ts'

/** The way of one case; epoch ms of the wall clock. */
export type Way = { customer: string; onKafka_ms: number; inbox: Seen }
export type Stages = { evaluate_ms: number; open_ms: number; work_ms: number; list_ms: number }

/**
 * Where the time went: until the evaluation is on its topic; until the workflow runs; until it has written the row;
 * until the list returns it. Checks of each case that its workflow runs and that its evidence has the hash of its row.
 * @throws Error naming the case that is not whole
 */
export async function stagesOf(
  ways: readonly Way[],
  deps: { kafka: Kafka; db: Database; client: Client },
): Promise<Stages[]> {
  const evaluated = await evaluatedAt(deps.kafka)
  const written = await writtenAt(deps.db)
  const stages: Stages[] = []
  for (const { customer, onKafka_ms, inbox } of ways) {
    const caseId = caseIdOf(customer, 1)
    const { status, startTime } = await deps.client.workflow.getHandle(caseId).describe()
    if (status.name !== 'RUNNING') throw new Error(`${caseId} is ${status.name}`)
    await requireEvidence(deps.db, caseId, inbox.evidenceHash)
    const evaluated_ms = evaluated.get(customer) ?? NaN
    const written_ms = written.get(caseId) ?? NaN
    stages.push({
      evaluate_ms: evaluated_ms - onKafka_ms,
      open_ms: startTime.getTime() - evaluated_ms,
      work_ms: written_ms - startTime.getTime(),
      list_ms: inbox.at_ms - written_ms,
    })
  }
  return stages
}

async function evaluatedAt(kafka: Kafka): Promise<Map<string, number>> {
  const first = new Map<string, number>()
  await readRange(kafka, topics.evaluations, new Map(), ({ key, timestamp }) => {
    const customer = key?.toString() ?? ''
    if (!first.has(customer)) first.set(customer, Number(timestamp))
  })
  return first
}

async function writtenAt(db: Database): Promise<Map<string, number>> {
  const { rows } = await db.query<{ subject: string; at: string }>(
    `select subject, min(at) as at from case_events where type = 'case.changed' group by subject`,
  )
  return new Map(rows.map(({ subject, at }) => [subject, Date.parse(at)]))
}

async function requireEvidence(db: Database, caseId: string, shown: string | null): Promise<void> {
  const { rows } = await db.query<{ body: string }>(
    'select body from evidence where case_id = $1 and version = 1',
    [caseId],
  )
  const body = rows[0]?.body ?? ''
  if (sha256(canonicalJson(JSON.parse(body || 'null'))) === shown) return
  throw new Error(`The evidence of ${caseId} has another hash than the inbox shows`)
}
