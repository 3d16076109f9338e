import { openKafka } from '../../stores/kafka/client.ts'
import { fetchLimits } from '../../stores/kafka/consumer.ts'
import { topics } from '../../stores/kafka/topics.ts'

/** What is measured against: the same client with the same limits that only reads every record and parses it. */
const events = Number(process.env['BENCH_EVENTS'])
const kafka = openKafka((process.env['KAFKA_BROKERS'] ?? '').split(','), 'bench-reader')
const consumer = kafka.consumer({ groupId: 'bench-reader', allowAutoTopicCreation: false, ...fetchLimits })
await consumer.connect()
await consumer.subscribe({ topics: [topics.bankEvents], fromBeginning: true })
let began_ms = 0
// The clock runs from where it may read, as that of the workers does: its first fetch counts too.
consumer.on(consumer.events.GROUP_JOIN, () => (began_ms = Date.now()))
let read = 0
let transactions = 0
await consumer.run({
  autoCommit: false,
  partitionsConsumedConcurrently: 4,
  eachBatch: async ({ batch }) => {
    for (const { value } of batch.messages) {
      const fact = JSON.parse(value?.toString('utf8') ?? '') as { kind: string }
      if (fact.kind === 'transaction') transactions++
    }
    read += batch.messages.length
    if (read >= events) process.send?.({ kind: 'read', took_ms: Date.now() - began_ms, transactions })
  },
})
process.once('SIGTERM', () => process.exit(0))
