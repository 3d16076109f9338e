import type { Redis } from 'ioredis'
import type { Admin, Kafka } from 'kafkajs'
import { isServiceError } from '../domain/errors.ts'
import { openInput } from '../ingest/formats.ts'
import { tokenOf } from '../ingest/tokenise.ts'
import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openProducer } from '../stores/kafka/producer.ts'
import { endOffsets, topics } from '../stores/kafka/topics.ts'
import { createLogger } from '../stores/logger.ts'
import { caseTotals, isAnythingDue } from '../stores/postgres/case-totals.ts'
import { openDatabase, type Database } from '../stores/postgres/database.ts'
import { beginLoad, type Load } from '../stores/postgres/loads.ts'
import { countRejectedRows } from '../stores/postgres/rejected-events.ts'
import { openRedis } from '../stores/redis/client.ts'
import { streamTotals } from '../stores/redis/stream-totals.ts'
import { openVault } from '../stores/vault/vault.ts'
import { requirePartitions } from '../workers/require-partitions.ts'
import { openBadRows } from './load/bad-rows.ts'
import { openBankDay } from './load/bank-morning.ts'
import { loadIdOf } from './load/load-id.ts'
import { loadOptions, type LoadOptions } from './load/options.ts'
import { openProgress, tell } from './load/progress.ts'
import { sendRows } from './load/send.ts'
import { untilFolded, untilIdle, untilOpened, type SettleDeps } from './load/settle.ts'

const NOTHING_DUE = 'No case opened: no obligation is known. Give the tables of obligations with --context.'
const NOBODY_AT_RISK =
  'No case opened: nobody with an obligation due soon reaches a level at which policy opens one.'

const NEXT_MORNING = 'Bank time is wall time: everybody is evaluated at the next 10:00.'

type Opened = {
  environment: ReturnType<typeof readSettings>
  options: LoadOptions
  db: Database
  redis: Redis
  kafka: Kafka
  admin: Admin
}

const log = createLogger('load')
const progress = openProgress()
const readSettings = () =>
  readEnvironment(
    ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const),
    ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_TOKEN_PEPPER'] as const),
    ...(['EQUILIBRATE_VAULT_KEY', 'EQUILIBRATE_INDEX_KEY'] as const),
  )

/** Brings a file to the topic, unless it is there already. */
async function sendFile({ environment, options, db, kafka, admin }: Opened): Promise<Load> {
  const { input: file, format, context } = options
  const zone = environment.EQUILIBRATE_BANK_ZONE
  const rows = await openInput({ file, format, zone, ...(context && { contextFolder: context }) })
  const id = await loadIdOf(options)
  const load = await beginLoad(db, id, Object.fromEntries(await endOffsets(admin, topics.bankEvents)))
  if (load.finishedAt) {
    progress.always('this file was loaded before; nothing is sent again')
    return load
  }
  if (load.rowsSent > 0) progress.always(`going on after row ${load.rowsSent}`)
  const producer = await openProducer(kafka)
  const vault = openVault(db, environment)
  const pepper = Buffer.from(environment.EQUILIBRATE_TOKEN_PEPPER, 'base64')
  const tokenise = (customerId: string) => tokenOf(pepper, customerId)
  const badRows = openBadRows({ vault, producer, tokenise, say: tell }, { loadId: id, format })
  const onProgress = (sent: number): void => progress.say(`${sent} rows sent`)
  await sendRows({ kafka, admin, producer, db, tokenise, badRows, onProgress }, rows, load)
  badRows.summarise()
  await producer.close()
  progress.always(`${load.rowsSent} rows sent`)
  return load
}

async function loadFile(opened: Opened): Promise<void> {
  const { environment, options, db, redis, kafka, admin } = opened
  const partitions = await requirePartitions(redis, kafka)
  const load = await sendFile(opened)
  const settle: SettleDeps = { db, redis, admin, partitions, say: progress.say }
  await untilFolded(settle)
  progress.always('everything is folded')
  if (load.newestAt) {
    const speed = options.exitWhenIdle ? 0 : 1
    const { EQUILIBRATE_MODE: mode, EQUILIBRATE_BANK_ZONE: zone } = environment
    const date = await openBankDay(db, mode, { newestAt: load.newestAt, zone, speed })
    await untilOpened(settle, date)
    progress.always(date ? `everybody is evaluated as of ${date}` : NEXT_MORNING)
  }
  if (options.exitWhenIdle) await untilIdle(settle)
  const [stream, cases, badRows, due] = await Promise.all([
    streamTotals(redis, partitions),
    caseTotals(db),
    countRejectedRows(db),
    isAnythingDue(db),
  ])
  const note = cases.casesOpened > 0 ? undefined : due ? NOBODY_AT_RISK : NOTHING_DUE
  if (note) progress.always(note)
  const { transactions, duplicates, rejected, customers, evaluations } = stream
  const counts = { transactions, duplicates, rejected: rejected + badRows, customers, evaluations, ...cases }
  process.stdout.write(`${JSON.stringify({ ...counts, ...(note && { note }) })}\n`)
}

async function run(): Promise<void> {
  const options = loadOptions(process.argv.slice(2))
  const environment = readSettings()
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-load')
  const admin = kafka.admin()
  await admin.connect()
  const db = openDatabase(environment.DATABASE_URL)
  try {
    await loadFile({ environment, options, db, redis, kafka, admin })
  } finally {
    await Promise.all([admin.disconnect(), db.close()])
    redis.disconnect()
  }
}

try {
  await run()
} catch (error) {
  if (isServiceError(error)) tell(error.message)
  else log.fatal({ err: error }, 'The file could not be loaded')
  process.exitCode = 1
}
