import { createHash } from 'node:crypto'
import { openKafka } from '../../stores/kafka/client.ts'
import { openProducer } from '../../stores/kafka/producer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import { appendSegment } from '../../stores/postgres/bank-clock.ts'
import { openDatabase } from '../../stores/postgres/database.ts'
import { DAYS, endOfDay_ms, eventsOfDay, type Bank } from './events.ts'

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const TOKEN_CHARACTERS = 26

/** A token of a made-up customer, as even in its letters as a real one. */
export function tokenOf(customer: number): string {
  const digest = createHash('sha256').update(String(customer)).digest()
  let token = 'c_'
  for (let i = 0; i < TOKEN_CHARACTERS; i++) token += BASE32[(digest[i] ?? 0) & 31]
  return token
}

/**
 * Sends the whole bank to the topic, day by day, and lets the bank's clock stand at the end of each day while its
 * events are sent: so every event is current when it is folded, and is evaluated. Gives the bytes of an average value.
 */
export async function fillTopic(environment: Record<string, string>, bank: Bank): Promise<number> {
  const tokens = Array.from({ length: bank.customers }, (_, customer) => tokenOf(customer))
  const db = openDatabase(environment['DATABASE_URL'] ?? '')
  const producer = await openProducer(
    openKafka((environment['KAFKA_BROKERS'] ?? '').split(','), 'bench-fill'),
  )
  let bytes = 0
  for (let day = 0; day < DAYS; day++) {
    const records = eventsOfDay(bank, day).map(({ customer, fact }) => ({
      key: tokens[customer] ?? '',
      value: JSON.stringify(fact),
    }))
    for (const { value } of records) bytes += value.length
    await appendSegment(db, { wallFrom_ms: Date.now(), bankFrom_ms: endOfDay_ms(day), speed: 0 })
    await producer.send(topics.bankEvents, records)
  }
  await producer.close()
  await db.close()
  return bytes / bank.events
}
