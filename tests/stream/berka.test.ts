import { join } from 'node:path'
import type { Redis } from 'ioredis'
import type { Kafka } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Evaluation } from '../../domain/evaluation.ts'
import { tokenOf } from '../../ingest/tokenise.ts'
import { readRuntime } from '../../stack/runtime-file.ts'
import { openKafka } from '../../stores/kafka/client.ts'
import { openDatabase, type Database } from '../../stores/postgres/database.ts'
import { openRedis } from '../../stores/redis/client.ts'
import { readPartitionCount } from '../../stores/redis/partition-count.ts'
import { streamTotals } from '../../stores/redis/stream-totals.ts'
import {
  removeHome,
  runInstance,
  startInstance,
  temporaryHome,
  type StartedInstance,
} from '../harness/instance.ts'
import { eventually, killChild } from '../harness/processes.ts'
import { duesByHand } from './berka/dues-by-hand.ts'
import { featuresByHand, nextDue } from './berka/features-by-hand.ts'
import { levelByHand, scorecardByHand } from './berka/level-by-hand.ts'
import { hasSamples, unpackBerka, type Sample } from './berka/sample.ts'
import { dayOf, readTables } from './berka/tables.ts'
import { evaluationsSince } from './snapshot.ts'

const ROWS = 52_816
const ACCOUNTS = 1252
/** The business day after the last event, 1994-04-20. */
const TODAY = dayOf(1994, 4, 21)
const LOADED_WITHIN_MS = 400_000
const WHOLE_MS = 600_000

let sample: Sample
let instance: StartedInstance
let redis: Redis
let kafka: Kafka
let db: Database
const home = temporaryHome()
const loadArguments = (): string[] => [
  '--input',
  sample.file,
  '--format',
  'berka',
  '--context',
  sample.context,
]
const countsIn = (text: string): Record<string, number> | undefined => {
  const line = text.split('\n').findLast((one) => one.startsWith('{"transactions"'))
  return line === undefined ? undefined : (JSON.parse(line) as Record<string, number>)
}
const accountToken = (account: string): string =>
  tokenOf(Buffer.from(instance.environment['EQUILIBRATE_TOKEN_PEPPER'] ?? '', 'base64'), account)

describe.skipIf(!hasSamples())('the Czech bank, whole (needs EQUILIBRATE_SAMPLES)', () => {
  let counts: Record<string, number>
  let evaluations: Map<string, Evaluation>
  let killed: number
  let foldedAtKill: number
  let successor: number

  beforeAll(async () => {
    sample = unpackBerka(join(home, 'berka'))
    instance = await startInstance({ home, args: loadArguments() })
    redis = await openRedis(instance.environment['REDIS_URL'] ?? '', () => undefined)
    kafka = openKafka((instance.environment['KAFKA_BROKERS'] ?? '').split(','), 'test')
    db = openDatabase(instance.environment['DATABASE_URL'] ?? '')
    const partitions = await readPartitionCount(redis)
    const folded = async () => (await streamTotals(redis, partitions)).transactions
    await eventually(
      'half of the file to be folded',
      async () => (await folded()) >= ROWS / 2,
      LOADED_WITHIN_MS,
    )
    killed = killChild(instance, 'stream')
    foldedAtKill = await folded()
    successor = await eventually('another stream worker', async () => {
      const pid = readRuntime(home)?.processes['stream']
      return pid !== killed && pid
    })
    counts = await eventually('the counts', async () => countsIn(instance.output()), LOADED_WITHIN_MS)
    const published = [...(await evaluationsSince(kafka, new Map())).values()]
    const parsed = published.map((text) => JSON.parse(text) as Evaluation)
    evaluations = new Map(parsed.map((evaluation) => [evaluation.customer, evaluation]))
  }, WHOLE_MS)

  afterAll(async () => {
    await Promise.all([db?.close(), instance?.stop()])
    redis?.disconnect()
    removeHome(home)
  }, WHOLE_MS)

  test('every row counts once although the stream worker was killed half way', () => {
    expect(foldedAtKill).toBeGreaterThanOrEqual(ROWS / 2)
    expect(foldedAtKill).toBeLessThan(ROWS)
    expect(successor).not.toBe(killed)
    const { transactions, duplicates, rejected, customers } = counts
    const expected = {
      transactions: ROWS,
      duplicates: 0,
      rejected: 0,
      customers: ACCOUNTS,
      evaluations: ACCOUNTS,
    }
    expect({ transactions, duplicates, rejected, customers, evaluations: counts['evaluations'] }).toEqual(
      expected,
    )
    expect(evaluations.size).toBe(ACCOUNTS)
  })

  test('features, obligations, scores and cases of every account are those computed by hand', async () => {
    const { rows, loans, orders } = readTables(sample)
    const dues = duesByHand(rows, loans, orders)
    const expectedCases: string[] = []
    for (const [account, own] of Map.groupBy(rows, (row) => row.account)) {
      const evaluation = evaluations.get(accountToken(account))
      const features = featuresByHand(own, dues.get(account) ?? [], TODAY)
      for (const [name, value] of Object.entries(features)) {
        expectNear(evaluation?.features[name], value, `${name} of account ${account}`)
      }
      const due = nextDue(dues.get(account) ?? [], TODAY)
      expect(evaluation?.obligation?.id, `obligation of account ${account}`).toBe(due?.id)
      const points = scorecardByHand(features)
      expect(evaluation?.scorecard.total, `scorecard of account ${account}`).toBe(points)
      const level = levelByHand(own.length, points, evaluation?.score?.probability ?? null)
      expect(evaluation?.level, `level of account ${account}`).toBe(level)
      if (due && (level === 'HIGH' || level === 'MEDIUM')) expectedCases.push(accountToken(account))
    }
    const { rows: opened } = await db.query<{ customer: string }>('select customer from episodes')
    expect(opened.map(({ customer }) => customer).sort()).toEqual(expectedCases.sort())
    expect(counts['casesOpened']).toBe(expectedCases.length)
  })

  test(
    'the same file given again to the same home changes nothing, and ends with the counts',
    async () => {
      expect(await instance.stop()).toBe(0)
      const again = await runInstance({ home, args: [...loadArguments(), '--exit-when-idle'] })
      expect(again.code, again.output).toBe(0)
      const last = again.stdout.trim().split('\n').at(-1) ?? ''
      expect(JSON.parse(last)).toMatchObject({ transactions: ROWS, duplicates: 0, rejected: 0 })
      expect(JSON.parse(last)).toMatchObject({
        evaluations: counts['evaluations'],
        casesOpened: counts['casesOpened'],
      })
    },
    WHOLE_MS,
  )
})

function expectNear(found: number | null | undefined, value: number | null, what: string): void {
  if (value === null || found == null) expect(found, what).toBe(value)
  else expect(Math.abs(found - value), what).toBeLessThan(1e-9)
}
