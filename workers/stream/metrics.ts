import type { Admin } from 'kafkajs'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { BlockBatch } from '../../stores/kafka/reading-thread/consumer.ts'
import { endOffsets, topics } from '../../stores/kafka/topics.ts'
import type { Ownership } from './ownership.ts'

/** From one event on a quiet day to thousands that catch up. */
const BATCH_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type StreamMetrics = {
  /** Runs the work on a batch and counts what it took. */
  measured: (batch: BlockBatch, work: () => Promise<void>) => Promise<void>
}

/** Throughput, lag and share of the partitions of one stream worker. Numbers only. */
export function openStreamMetrics(registry: Registry, ownership: Ownership, admin: Admin): StreamMetrics {
  const registers = [registry]
  const records = new Counter({
    name: 'equilibrate_stream_records_total',
    help: 'Records of bank-events that this worker has taken in hand',
    registers,
  })
  const seconds = new Histogram({
    name: 'equilibrate_stream_batch_seconds',
    help: 'From a batch to its last commit: it grows when Redis is slow, and fetching waits for it',
    buckets: BATCH_BUCKETS_S,
    registers,
  })
  new Gauge({
    name: 'equilibrate_stream_partitions',
    help: 'Partitions that this worker owns',
    registers,
    async collect() {
      this.set((await ownership.positions()).size)
    },
  })
  new Gauge({
    name: 'equilibrate_stream_worker_lag',
    help: 'Records on the partitions of this worker that no state has folded yet',
    registers,
    async collect() {
      const [positions, ends] = await Promise.all([
        ownership.positions(),
        endOffsets(admin, topics.bankEvents),
      ])
      const behind = [...positions].map(([partition, offset]) => (ends.get(partition) ?? 0) - offset)
      this.set(behind.reduce((sum, lag) => sum + Math.max(0, lag), 0))
    },
  })
  return {
    measured: async (batch, work) => {
      const stop = seconds.startTimer()
      await work()
      stop()
      records.inc(batch.reader.count)
    },
  }
}
