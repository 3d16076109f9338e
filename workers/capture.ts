import { parseArgs } from 'node:util'
import { readMapping } from '../ingest/mapping.ts'
import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openConsumer } from '../stores/kafka/consumer.ts'
import { openProducer } from '../stores/kafka/producer.ts'
import { topics } from '../stores/kafka/topics.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { becomeOnly } from '../stores/postgres/single-owner.ts'
import { openVault } from '../stores/vault/vault.ts'
import { settleDoubt, sendFacts, type SendDeps } from './capture/send-facts.ts'
import { takeRows } from './capture/take-rows.ts'
import { consumerGroups } from './consumer-groups.ts'
import { repeat, runWorker } from './lifecycle.ts'

const SEND_PAUSE_MS = 1000

/** Turns the rows that Kafka Connect captures into facts, by the data of a mapping: none lost, none twice. */
await runWorker('capture', async (log, fail) => {
  const { values } = parseArgs({ options: { mapping: { type: 'string' } } })
  const environment = readEnvironment(
    ...(['DATABASE_URL', 'KAFKA_BROKERS', 'EQUILIBRATE_CAPTURE_WAIT_MS'] as const),
    ...(['EQUILIBRATE_VAULT_KEY', 'EQUILIBRATE_INDEX_KEY'] as const),
  )
  const mapping = await readMapping(values.mapping ?? '')
  const db = openDatabase(environment.DATABASE_URL)
  const owner = await becomeOnly(db, 'capture', fail)
  const vault = openVault(db, environment)
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-capture')
  const admin = kafka.admin()
  await admin.connect()
  const producer = await openProducer(kafka)
  const say = (text: string): void => void process.send?.({ say: text })
  const wait_ms = environment.EQUILIBRATE_CAPTURE_WAIT_MS
  const sending: SendDeps = { db, kafka, admin, producer, vault, wait_ms, say }
  await settleDoubt(sending)
  const turn = async (): Promise<void> => {
    const sent = await sendFacts(sending)
    if (sent > 0) log.info({ sent }, 'facts sent')
  }
  const sends = repeat(turn, SEND_PAUSE_MS, fail)
  const rows = await openConsumer(kafka, {
    groupId: consumerGroups.capture,
    topics: [topics.captured, topics.captureErrors],
    partitionsAtOnce: 1,
    onBatch: (batch) => takeRows({ db, vault, producer, mapping, onRows: sends.wake }, batch),
    fail,
  })
  return {
    drain: async () => {
      await rows.close()
      await sends.stop()
      await Promise.all([producer.close(), admin.disconnect(), owner.release()])
      await db.close()
    },
  }
})
