import { CompressionTypes, Partitioners, type Kafka } from 'kafkajs'
import type { Topic } from './topics.ts'

/** `key` decides the partition, unless `partition` is given. */
export type OutgoingRecord = { key: string | null; value: string; partition?: number }

export type Producer = {
  /** Sends in order and waits until the brokers have stored all of it. At most one send is under way at a time. */
  send: (topic: Topic, records: readonly OutgoingRecord[]) => Promise<void>
  close: () => Promise<void>
}

/** Well below the 1 MiB that a topic takes at once, with room for keys and framing. */
export const SENT_BYTES_MAX = 512 * 1024
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
  const sendAll = async (topic: Topic, records: readonly OutgoingRecord[]): Promise<void> => {
    for (const messages of portions(records)) {
      await producer.send({ topic, acks: ALL_IN_SYNC, compression: CompressionTypes.None, messages })
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    send: (topic, records) => {
      const sent = last.then(() => sendAll(topic, records))
      last = sent.catch(() => undefined)
      return sent
    },
    close: async () => {
      await last
      await producer.disconnect()
    },
  }
}

/** The records in their order, cut so that no portion is larger than SENT_BYTES_MAX; a larger record goes alone. */
export function portions<R extends { value: string | Buffer | null }>(records: readonly R[]): R[][] {
  const cut: R[][] = []
  let bytes = Infinity
  for (const record of records) {
    const size = Buffer.byteLength(record.value ?? '')
    if (bytes + size > SENT_BYTES_MAX) {
      cut.push([])
      bytes = 0
    }
    cut.at(-1)?.push(record)
    bytes += size
  }
  return cut
}
