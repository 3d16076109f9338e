import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openConsumer } from '../stores/kafka/consumer.ts'
import { topics } from '../stores/kafka/topics.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { openVault } from '../stores/vault/vault.ts'
import { consumerGroups } from './consumer-groups.ts'
import { repeat, runWorker } from './lifecycle.ts'
import { takeRejected } from './rejected/take.ts'

const DROP_PAUSE_MS = 3_600_000

/** Brings the bytes of what the stream rejected from the topic into the vault, and lets go of them when they are old. */
await runWorker('rejected', async (log, fail) => {
  const environment = readEnvironment(
    ...(['DATABASE_URL', 'KAFKA_BROKERS', 'EQUILIBRATE_VAULT_KEY', 'EQUILIBRATE_INDEX_KEY'] as const),
  )
  const db = openDatabase(environment.DATABASE_URL)
  const vault = openVault(db, environment)
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-rejected')
  const consumer = await openConsumer(kafka, {
    groupId: consumerGroups.rejected,
    topics: [topics.rejected],
    partitionsAtOnce: 1,
    onBatch: (batch) => takeRejected({ db, vault, kafka, log }, batch),
    fail,
  })
  const dropOld = async (): Promise<void> => {
    const dropped = await vault.dropOldOriginals()
    if (dropped > 0) log.info({ dropped }, 'old originals dropped')
  }
  const drops = repeat(dropOld, DROP_PAUSE_MS, fail)
  return {
    drain: async () => {
      await Promise.all([consumer.close(), drops.stop()])
      await db.close()
    },
  }
})
