import { Partitioners, type Kafka } from 'kafkajs'
import type { CustomerFact } from '../../domain/bank-event.ts'

export type Told = { customer: string; fact: CustomerFact }
export type Bank = {
  /** Puts a fact on the topic; gives the broker's time of it (epoch ms). */
  tell: (customer: string, fact: CustomerFact) => Promise<number>
  /** Puts many facts on the topic, in this order. */
  tellAll: (told: readonly Told[]) => Promise<void>
  close: () => Promise<void>
}

const FACTS_AT_ONCE = 2000
const TOPIC = 'bank-events'
const ALL_IN_SYNC = -1

/** A bank that writes to the topic itself, tokens only, acknowledged by all brokers. */
export async function openBank(kafka: Kafka): Promise<Bank> {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    retry: { retries: Number.MAX_SAFE_INTEGER },
    createPartitioner: Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  const send = async (told: readonly Told[]): Promise<number> => {
    const messages = told.map(({ customer, fact }) => ({ key: customer, value: JSON.stringify(fact) }))
    const [answer] = await producer.send({ topic: TOPIC, acks: ALL_IN_SYNC, messages })
    return Number(answer?.logAppendTime)
  }
  return {
    tell: (customer, fact) => send([{ customer, fact }]),
    tellAll: async (told) => {
      for (let from = 0; from < told.length; from += FACTS_AT_ONCE)
        await send(told.slice(from, from + FACTS_AT_ONCE))
    },
    close: () => producer.disconnect(),
  }
}
