import { Kafka, logLevel } from 'kafkajs'
import { ORIGIN_DAY, type Life } from './life.ts'

const DAYS_A_SEND = 5
const TOPIC = 'bank-events'

/** Lives `days` days and writes them straight to the topic, tokens only, in time order; tells progress by day. */
export async function writeHistory(
  brokers: string[],
  lives: readonly Life[],
  tokens: readonly string[],
  days: number,
  progress: (day: number, events: number) => void,
): Promise<void> {
  const producer = new Kafka({ clientId: 'pretend-bank', brokers, logLevel: logLevel.ERROR }).producer({
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await producer.connect()
  let events = 0
  for (let from = 0; from < days; from += DAYS_A_SEND) {
    const messages: { key: string; value: string }[] = []
    const until = Math.min(days, from + DAYS_A_SEND)
    for (let day = from; day < until; day++) {
      for (const [i, life] of lives.entries()) {
        for (const fact of life.liveDay(ORIGIN_DAY + day))
          messages.push({ key: tokens[i]!, value: JSON.stringify(fact) })
      }
    }
    if (messages.length > 0) await producer.send({ topic: TOPIC, acks: -1, messages })
    events += messages.length
    progress(until, events)
  }
  await producer.disconnect()
}
