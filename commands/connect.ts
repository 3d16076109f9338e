import { parseArgs } from 'node:util'
import { bankTimeAt } from '../domain/bank-time.ts'
import { ServiceError } from '../domain/errors.ts'
import { readMapping } from '../ingest/mapping.ts'
import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { ensureTopics } from '../stores/kafka/topics.ts'
import { readClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { writeConnector } from './connect/connector.ts'
import { makeSample } from './connect/sample.ts'
import { runOffline } from './offline/run.ts'

/**
 * Makes ready what Kafka Connect needs: the topics, the sample database where no other is named, and the settings of the
 * worker and its connector in a folder. `npm run connect` calls it, then starts Connect and `workers/capture.ts`.
 */
await runOffline(async () => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { mapping: text, out: text, port: text, 'sample-customers': text, 'sample-days': text },
  })
  const { mapping: file, out, port, 'sample-customers': people, 'sample-days': days } = values
  if (!file || !out || !port)
    throw new ServiceError('invalid', 'usage', '--mapping, --out or --port is missing')
  const environment = readEnvironment(
    ...(['DATABASE_URL', 'CAPTURE_DATABASE_URL', 'KAFKA_BROKERS', 'EQUILIBRATE_PARTITIONS'] as const),
  )
  const { KAFKA_BROKERS: brokers, CAPTURE_DATABASE_URL: database } = environment
  const mapping = await readMapping(file)
  const admin = openKafka(brokers, 'equilibrate-connect').admin()
  await admin.connect()
  await ensureTopics(admin, environment.EQUILIBRATE_PARTITIONS).finally(() => admin.disconnect())
  if (people && days) {
    const asOf_ms = await bankNow(environment.DATABASE_URL)
    await makeSample(environment.DATABASE_URL, database, {
      people: Number(people),
      days: Number(days),
      asOf_ms,
    })
  }
  await writeConnector(out, { mapping, database, brokers, restPort: Number(port) })
})

/** The sample's newest day is the bank's today. */
async function bankNow(url: string): Promise<number> {
  const db = openDatabase(url)
  const clock = await readClock(db).finally(() => db.close())
  return bankTimeAt(clock, Date.now())
}
