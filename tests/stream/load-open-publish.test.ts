import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Admin, Kafka } from 'kafkajs'
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { caseIdOf } from '../../domain/ids.ts'
import { openKafka } from '../../stores/kafka/client.ts'
import { openProducer } from '../../stores/kafka/producer.ts'
import { readRange } from '../../stores/kafka/read-range.ts'
import { groupLag, topics } from '../../stores/kafka/topics.ts'
import { openDatabase, type Database, type Queryable } from '../../stores/postgres/database.ts'
import { connectTemporal, type Temporal } from '../../stores/temporal/client.ts'
import { consumerGroups } from '../../workers/consumer-groups.ts'
import { evaluationOf } from '../case/evaluations.ts'
import { removeHome, temporaryHome } from '../harness/instance.ts'
import { eventually } from '../harness/processes.ts'
import { payment, tokenOf } from './facts.ts'
import { openRig, type Program, type Rig } from './rig.ts'

const PARTITIONS = 2
const NOW_MS = Date.parse('2026-03-02T04:30:00Z')
const WITHIN_MS = 90_000

let rig: Rig
let kafka: Kafka
let admin: Admin
let db: Database
let temporal: Temporal
const folder = temporaryHome()

beforeAll(async () => {
  rig = await openRig(PARTITIONS)
  expect(await rig.start('commands/prepare.ts').ended).toBe('code 0')
  kafka = openKafka((rig.environment['KAFKA_BROKERS'] ?? '').split(','), 'test')
  admin = kafka.admin()
  await admin.connect()
  db = openDatabase(rig.environment['DATABASE_URL'] ?? '')
  temporal = await connectTemporal({
    address: rig.environment['TEMPORAL_ADDRESS'] ?? '',
    namespace: 'default',
  })
}, 300_000)

beforeEach(() => onTestFailed(() => void process.stderr.write(rig.said())))

afterAll(async () => {
  await Promise.all([admin?.disconnect(), db?.close(), temporal?.close()])
  await rig?.stop()
  removeHome(folder)
}, 60_000)

test('an opener killed between ledger and start opens the case once, and the case hears of an earlier payment', async () => {
  const customer = tokenOf(1)
  const evaluation = await evaluationOf(customer, 'message', NOW_MS)
  const producer = await openProducer(kafka)
  const settlement = {
    kind: 'settlement',
    id: 'paid-1',
    at: '2026-03-01T06:30:00Z',
    status: 'partial',
    amountMinor: 100,
  }
  const settled = JSON.stringify({ ...settlement, obligationId: evaluation.obligation?.id })
  await producer.send(topics.bankEvents, [{ key: customer, value: settled }])
  const opener = await rig.startReady('workers/opener.ts')
  const isKept = async () => (await db.query('select from settlements')).rowCount === 1
  await eventually('the settlement to be kept', isKept)
  rig.arm('opener.after-ledger')
  const record = { key: customer, value: JSON.stringify(evaluation) }
  await producer.send(topics.evaluations, [record, record])
  expect(await opener.ended).toBe('SIGKILL')
  const caseId = caseIdOf(customer, 1)
  await expect(temporal.client.workflow.getHandle(caseId).describe()).rejects.toThrow()

  const next = await rig.startReady('workers/opener.ts')
  const isStarted = async () => (await db.query('select from episodes where started')).rowCount === 1
  await eventually('the case to be started', isStarted)
  await eventually(
    'both evaluations to be judged',
    async () => (await groupLag(admin, consumerGroups.openerEvaluations, topics.evaluations)) === 0,
  )
  await producer.close()
  const { rows } = await db.query('select case_id, open from episodes')
  expect(rows).toEqual([{ case_id: caseId, open: true }])
  const { events } = await temporal.client.workflow.getHandle(caseId).fetchHistory()
  const signals = (events ?? []).flatMap(
    (event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? [],
  )
  expect(signals).toContain('obligationSettled')
  await stop(next)
}, 180_000)

test('what commits late is neither skipped nor numbered twice, and the topic has it in the order of its numbers', async () => {
  const append = (client: Queryable, subject: string) =>
    client.query(
      `with entry as (insert into outbox (type, subject, version, body) values ('test', $1, 1, '{}'))
       select pg_notify('outbox', '')`,
      [subject],
    )
  const sequencer = await rig.startReady('workers/sequencer.ts')
  await db.transaction(async (slow) => {
    await append(slow, 'first-written')
    await append(db, 'first-committed')
    const isNumbered = async () => (await db.query('select from case_events')).rowCount === 1
    await eventually('the quick one to be numbered', isNumbered)
  })
  const isPublished = async () => (await db.query('select from case_events where published')).rowCount === 2
  await eventually('both to be published', isPublished)
  const { rows } = await db.query('select seq, subject from case_events order by seq')
  expect(rows).toEqual([
    { seq: 1, subject: 'first-committed' },
    { seq: 2, subject: 'first-written' },
  ])
  const onTopic: unknown[] = []
  await readRange(kafka, topics.caseEvents, new Map(), ({ value }) => {
    onTopic.push((JSON.parse(value?.toString() ?? '') as { seq: number }).seq)
  })
  expect(onTopic).toEqual([1, 2])
  await stop(sequencer)
}, 120_000)

test('a load killed on the way goes on with what is missing, even where chunks were stored and not noted', async () => {
  const file = join(folder, 'accounts.csv')
  const rowsInAll = writeAccounts(file)
  const workers = await Promise.all(
    ['stream', 'opener', 'sequencer'].map((name) => rig.startReady(`workers/${name}.ts`)),
  )
  const arguments_ = ['--input', file, '--format', 'canonical']
  const first = rig.start('commands/load.ts', {}, arguments_)
  const rowsSent = async () => (await db.query('select rows_sent from loads')).rows[0]?.rows_sent as number
  await eventually('half of the file to be sent', async () => (await rowsSent()) >= rowsInAll / 2, WITHIN_MS)
  first.child.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  expect(await rowsSent()).toBeLessThan(rowsInAll)
  // As if the brokers had acknowledged two chunks and the database had forgotten both notes.
  await db.query(`update loads set rows_sent = rows_sent - 4000, ends = '{}'`)

  const second = rig.start('commands/load.ts', {}, arguments_)
  expect(await second.ended, second.output()).toBe('code 0')
  expect(second.output()).toContain('going on after row')
  const counts = JSON.parse(second.output().trim().split('\n').at(-1) ?? '') as Record<string, number>
  expect(counts).toMatchObject({
    transactions: rowsInAll,
    duplicates: 0,
    rejected: 0,
  })
  await Promise.all(workers.map(stop))
}, 240_000)

const ACCOUNTS = 20
const DAYS = 700

/** Sorted by account, so that a chunk is almost a year of one account: sent twice, most of it would be late. */
function writeAccounts(file: string): number {
  const lines = ['kind,customer,id,at,direction,amount,currency,channel,category']
  for (let account = 0; account < ACCOUNTS; account++) {
    for (let day = 0; day < DAYS; day++) {
      const at = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10)
      const { direction, currency, channel, category } = payment('', at, 0)
      lines.push(
        `transaction,A${account},t${account}-${day},${at},${direction},12.50,${currency},${channel},${category}`,
      )
    }
  }
  writeFileSync(file, `${lines.join('\n')}\n`)
  return ACCOUNTS * DAYS
}

async function stop(program: Program): Promise<void> {
  program.child.kill('SIGTERM')
  expect(await program.ended).toBe('code 0')
}
