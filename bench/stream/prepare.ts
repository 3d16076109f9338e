import { openKafka } from '../../stores/kafka/client.ts'
import { ensureTopics } from '../../stores/kafka/topics.ts'
import { migrate } from '../../stores/postgres/migrate.ts'

/** What the stream needs of PostgreSQL and Kafka; Redis is emptied before every run. */
export async function prepareStores(environment: Record<string, string>, partitions: number): Promise<void> {
  await migrate(environment['DATABASE_URL'] ?? '')
  const admin = openKafka((environment['KAFKA_BROKERS'] ?? '').split(','), 'bench').admin()
  await admin.connect()
  await ensureTopics(admin, partitions)
  await admin.disconnect()
}
