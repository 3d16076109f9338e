import { Partitioners, type Kafka } from 'kafkajs'
import type { CustomerFact } from '../../domain/bank-event.ts'

export type Bank = {
  /** Puts facts on the topic; gives the broker's time of the first (epoch ms). */
  tell: (customer: string, facts: readonly CustomerFact[]) => Promise<number>
  close: () => Promise<void>
}

const FACTS_AT_ONCE = 2000

/** A bank that writes to the topic itself, tokens only, acknowledged by all brokers. */
export async function openBank(kafka: Kafka): Promise<Bank> {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    retry: { retries: Number.MAX_SAFE_INTEGER },
    createPartitioner: Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  return {
    tell: async (customer, facts) => {
      let stored_ms = NaN
      for (let from = 0; from < facts.length; from += FACTS_AT_ONCE) {
        const some = facts.slice(from, from + FACTS_AT_ONCE)
        const messages = some.map((fact) => ({ key: customer, value: JSON.stringify(fact) }))
        const [answer] = await producer.send({ topic: 'bank-events', acks: -1, messages })
        if (from === 0) stored_ms = Number(answer?.logAppendTime)
      }
      return stored_ms
    },
    close: () => producer.disconnect(),
  }
}
