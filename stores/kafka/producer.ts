import { CompressionTypes, Partitioners, type Kafka, type RecordMetadata } from 'kafkajs'
import type { Topic } from './topics.ts'

/** `key` decides the partition, unless `partition` is given. */
export type OutgoingRecord = { key: string | null; value: string; partition?: number }

export type Producer = {
  /** Sends in order and waits until the brokers have stored all of it. At most one send is under way at a time. */
  send: (topic: Topic, records: readonly OutgoingRecord[]) => Promise<RecordMetadata[]>
  close: () => Promise<void>
}

const ALL_IN_SYNC = -1

/** An idempotent producer: a retry of its own never stores a record twice. Not compressed, acknowledged by all. */
export async function openProducer(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({
    idempotent: true,
    // Giving up would leave open whether a record is stored; a producer that waits is seen and can be ended.
    retry: { retries: Number.MAX_SAFE_INTEGER },
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  let last: Promise<unknown> = Promise.resolve()
  return {
    send: (topic, records) => {
      if (records.length === 0) return Promise.resolve([])
      const sent = last.then(() =>
        producer.send({
          topic,
          acks: ALL_IN_SYNC,
          compression: CompressionTypes.None,
          messages: [...records],
        }),
      )
      last = sent.catch(() => undefined)
      return sent
    },
    close: async () => {
      await last
      await producer.disconnect()
    },
  }
}
