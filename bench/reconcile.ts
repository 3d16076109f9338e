import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { caseTaskQueue, caseWorkflowType } from '../domain/case-messages.ts'
import { openDatabase, type Database } from '../stores/postgres/database.ts'
import { runningCaseIds } from '../stores/temporal/case-standings.ts'
import { connectTemporal, type Temporal } from '../stores/temporal/client.ts'
import { compareCases } from '../workers/reconciler/reconcile.ts'
import { insertCases } from './kit/case-rows.ts'
import { runOnBed, type Bed } from './kit/bed.ts'
import { rounded } from './kit/numbers.ts'

/**
 * `npm run bench -- reconcile`: how long the reconciler takes to hold so many open cases against Temporal's list, on
 * Temporal's server on PostgreSQL. The list is filled in its own table: no workflow stands behind it.
 */
const { values } = parseArgs({ options: { cases: { type: 'string', default: '100000' } } })
const count = Number(values.cases)
const DISAGREE = 10
const BANK_NOW = '2026-03-02T04:30:00.000Z'
const NAMESPACE = 'default'
const say = (line: string): void => void process.stderr.write(`${line}\n`)

await runOnBed(measure)

async function measure({ environment }: Bed) {
  const url = environment['DATABASE_URL'] ?? ''
  const db = openDatabase(url)
  const temporal = await connectTemporal({
    address: environment['TEMPORAL_ADDRESS'] ?? '',
    namespace: NAMESPACE,
  })
  await insertCases(db, { open: count, closed: 0, seed: 7, bankNow: BANK_NOW })
  await fillLedger(db)
  await fillList(db, temporal, url)
  say(`${count} cases stand; ${DISAGREE} of them only here`)
  const listed = await timed(async () => (await runningCaseIds(temporal)).size)
  const compared = await timed(() => compareCases({ db, temporal }))
  const { open, running, suspects } = compared.result
  await Promise.all([db.close(), temporal.close()])
  return {
    ...{ open, running, suspects: suspects.length },
    ...{ list_s: rounded(listed.seconds, 1), turn_s: rounded(compared.seconds, 1) },
    memory_MB: Math.round(process.memoryUsage().rss / 2 ** 20),
  }
}

async function fillLedger(db: Database): Promise<void> {
  await db.query(
    `insert into episodes (customer, episode, case_id, obligation_id, evaluation_id, started, open, opened_at)
     select customer, episode, case_id, obligation_id, case_id, true, true, opened_at from cases`,
  )
}

/** Temporal's own list of what runs, without the last few cases. */
async function fillList(db: Database, { client }: Temporal, url: string): Promise<void> {
  const described = await client.workflowService.describeNamespace({ namespace: NAMESPACE })
  const { rows } = await db.query<{ case_id: string }>(
    `select case_id from cases order by case_id limit $1`,
    [count - DISAGREE],
  )
  const list = new pg.Client({
    connectionString: Object.assign(new URL(url), { pathname: '/temporal_visibility' }).href,
  })
  await list.connect()
  await list.query(
    `insert into executions_visibility (namespace_id, run_id, start_time, execution_time, workflow_id,
       workflow_type_name, status, encoding, task_queue, _version)
     select $1, $2 || '-' || number, now() - make_interval(secs => number), now(), workflow_id, $3, 1, '', $4, 1
     from unnest($5::text[]) with ordinality as each (workflow_id, number)`,
    [
      described.namespaceInfo?.id,
      randomUUID().slice(0, 8),
      caseWorkflowType,
      caseTaskQueue,
      rows.map(({ case_id }) => case_id),
    ],
  )
  await list.query('analyze executions_visibility')
  await list.end()
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began_ms = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - began_ms) / 1000 }
}
