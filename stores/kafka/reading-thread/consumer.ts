import { Worker } from 'node:worker_threads'
import { ServiceError } from '../../../domain/errors.ts'
import type { BatchInHand, Consumer } from '../consumer.ts'
import { RecordReader } from '../record-reader.ts'
import type { RecordBlock } from './block.ts'
import type { FromThread, ThreadOptions, ToThread } from './messages.ts'

/** Records of one partition, in order, as the reading thread handed them over. */
export type BlockBatch = BatchInHand & { reader: RecordReader }

export type Seek = (partition: number, offset: number) => void

export type BlockConsumerOptions = ThreadOptions & {
  /** A batch that ends without `done` and without `seek` comes again. */
  onBatch: (batch: BlockBatch) => Promise<void>
  /** The partitions that this member now has, after every rebalance; `seek` goes on elsewhere in one of them. */
  onAssigned: (partitions: readonly number[], seek: Seek) => void
  /** The broker has just said that this member is in the group's current generation. */
  onHeartbeat: () => void
  /** Called when the consumer cannot go on. */
  fail: (error: unknown) => void
}

/** The thread's young generation: records of a fetch die there, before they are copied elsewhere. */
const YOUNG_MB_MAX = 24

/**
 * Joins the group in a thread of its own, which fetches and decodes ahead while the worker folds. Nothing counts as
 * done until `done` says so. See `docs/decisions/reading-thread.md`.
 */
export async function openBlockConsumer(options: BlockConsumerOptions): Promise<Consumer> {
  const { onBatch, onAssigned, onHeartbeat, fail, ...threadOptions } = options
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: threadOptions satisfies ThreadOptions,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB_MAX },
  })
  const tell = (message: ToThread): void => thread.postMessage(message)
  const opened = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  const inHand = new Set<Promise<void>>()
  let isClosing = false
  /** Grows with every rebalance: what was handed over before is another's now, or comes again. */
  let membership = 0
  const seeks = new Map<number, number>()
  const seek: Seek = (partition, offset) => {
    seeks.set(partition, (seeks.get(partition) ?? 0) + 1)
    tell({ is: 'seek', partition, offset })
  }

  const take = async (block: RecordBlock): Promise<void> => {
    const { partition, firstOffset, endOffset } = block
    const before = { membership, seeks: seeks.get(partition) }
    let isDone = false
    const isStale = (): boolean =>
      isClosing || before.membership !== membership || before.seeks !== seeks.get(partition)
    await onBatch({
      ...{ topic: options.topic, partition, firstOffset, endOffset, isStale },
      reader: new RecordReader(block),
      heartbeat: async () => tell({ is: 'alive' }),
      seek: (offset) => seek(partition, offset),
      done: async (offset) => {
        isDone = true
        tell({ is: 'done', partition, offset })
      },
    })
    if (!isDone && !isStale()) seek(partition, firstOffset)
    tell({ is: 'taken', partition })
  }
  const hear = (message: FromThread): void => {
    if (message.is === 'open') opened.resolve()
    else if (message.is === 'closed') closed.resolve()
    else if (message.is === 'heartbeat') onHeartbeat()
    else if (message.is === 'rebalancing') membership++
    else if (message.is === 'joined') {
      membership++
      onAssigned(message.partitions, seek)
    } else {
      const work = take(message.block).catch(fail)
      inHand.add(work)
      void work.finally(() => inHand.delete(work))
    }
  }
  const ended = (error: unknown): void => {
    opened.reject(error)
    fail(error)
  }
  thread.on('message', hear)
  thread.on('error', ended)
  thread.on('exit', () => isClosing || ended(threadEnded()))
  await opened.promise
  return {
    close: async () => {
      isClosing = true
      await Promise.all(inHand)
      tell({ is: 'close' })
      await closed.promise
      await thread.terminate()
    },
  }
}

const threadEnded = (): ServiceError =>
  new ServiceError('unavailable', 'reading-thread-ended', 'The thread that reads Kafka has ended')
