import { Kafka, logLevel } from 'kafkajs'
import { ORIGIN_DAY, type Life } from './life.ts'

/** Told and noted together. Shorter than the product's horizon, so that a chunk told twice after a crash counts once. */
const DAYS_A_SEND = 5
const TOPIC = 'bank-events'

export type HistoryOptions = {
  brokers: string[]
  lives: readonly Life[]
  /** Of the lives, in their order. */
  tokens: readonly string[]
  /** Days that an earlier run has told; they are lived again without a word. */
  toldDays: number
  days: number
  /** Called when everything before a day is on the topic. */
  onTold: (day: number, events: number) => void
}

/** Lives the days of the history and writes them straight to the topic, tokens only, in time order. */
export async function writeHistory({ lives, tokens, toldDays, days, ...to }: HistoryOptions): Promise<void> {
  for (let day = 0; day < toldDays; day++) for (const life of lives) life.liveDay(ORIGIN_DAY + day)
  if (toldDays >= days) return
  const kafka = new Kafka({ clientId: 'pretend-bank', brokers: to.brokers, logLevel: logLevel.ERROR })
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 })
  await producer.connect()
  let events = 0
  for (let from = toldDays; from < days; from += DAYS_A_SEND) {
    const until = Math.min(days, from + DAYS_A_SEND)
    const messages = recordsOf(lives, tokens, from, until)
    if (messages.length > 0) await producer.send({ topic: TOPIC, acks: -1, messages })
    events += messages.length
    to.onTold(until, events)
  }
  await producer.disconnect()
}

function recordsOf(lives: readonly Life[], tokens: readonly string[], from: number, until: number) {
  const records: { key: string; value: string }[] = []
  for (let day = from; day < until; day++) {
    for (const [i, life] of lives.entries()) {
      for (const fact of life.liveDay(ORIGIN_DAY + day))
        records.push({ key: tokens[i]!, value: JSON.stringify(fact) })
    }
  }
  return records
}
