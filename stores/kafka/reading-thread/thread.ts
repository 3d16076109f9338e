import { parentPort, workerData } from 'node:worker_threads'
import type { EachBatchPayload } from 'kafkajs'
import { ServiceError } from '../../../domain/errors.ts'
import { openKafka } from '../client.ts'
import { memberSettings } from '../consumer.ts'
import { openGroupOffsets } from '../group-offsets.ts'
import { buffersOf, packBlock } from './block.ts'
import type { FromThread, ThreadOptions, ToThread } from './messages.ts'
import { WaitingBlocks } from './waiting-blocks.ts'

/** A worker that has blocks and says nothing for so long hangs: no heartbeat is sent for it. */
const SILENT_MAX_MS = 10_000

/** The thread itself: a member of the group that packs what it fetches, ahead of the worker, and hands it over. */
const port = parentPort
if (!port) throw new ServiceError('unavailable', 'no-worker', 'This runs as a thread of a worker')
const { brokers, clientId, groupId, topic, partitionsAtOnce } = workerData as ThreadOptions
const tell = (message: FromThread, buffers: ArrayBuffer[] = []): void => port.postMessage(message, buffers)

const consumer = openKafka(brokers, clientId).consumer({ groupId, ...memberSettings })
const offsets = openGroupOffsets(consumer)
const waiting = new WaitingBlocks(partitionsAtOnce)
let isClosing = false
let heard = (): void => undefined
/** Since when the worker has something to say and says nothing. */
let silentFrom_ms = 0

async function takeIn({
  batch,
  heartbeat,
  isRunning,
  isStale,
  resolveOffset,
}: EachBatchPayload): Promise<void> {
  const isUnwanted = (): boolean => isClosing || !isRunning() || isStale()
  const hangs = (): boolean => waiting.areOut && Date.now() - silentFrom_ms > SILENT_MAX_MS
  while ((waiting.areMany || hangs()) && !isUnwanted()) {
    await new Promise<void>((resolve) => (heard = resolve))
    await heartbeat()
  }
  if (isUnwanted()) return
  const { partition, messages } = batch
  const lastOffset = batch.lastOffset()
  const firstOffset = Number(batch.firstOffset())
  waiting.add(packBlock({ partition, messages, firstOffset, endOffset: Number(lastOffset) + 1 }))
  resolveOffset(lastOffset)
  handOver()
}

function handOver(): void {
  if (!waiting.areOut) silentFrom_ms = Date.now()
  for (let block = waiting.next(); block; block = waiting.next())
    tell({ is: 'block', block }, buffersOf(block))
}

function hear(message: ToThread): void {
  if (message.is === 'taken') {
    waiting.taken(message.partition)
    handOver()
  } else if (message.is === 'done') offsets.done(topic, message.partition, message.offset)
  else if (message.is === 'seek') {
    waiting.drop(message.partition)
    consumer.seek({ topic, partition: message.partition, offset: String(message.offset) })
  } else if (message.is === 'close') void close()
  silentFrom_ms = Date.now()
  heard()
}

async function close(): Promise<void> {
  isClosing = true
  // While this is still a member: afterwards the group takes no commit of it.
  await offsets.close()
  await consumer.disconnect()
  tell({ is: 'closed' })
}

consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
  offsets.forget()
  waiting.dropAll()
  tell({ is: 'joined', partitions: payload.memberAssignment[topic] ?? [] })
})
consumer.on(consumer.events.REBALANCING, () => tell({ is: 'rebalancing' }))
consumer.on(consumer.events.HEARTBEAT, () => tell({ is: 'heartbeat' }))
consumer.on(consumer.events.CRASH, ({ payload }) => {
  // Out of the client's own hands, so that it ends the thread.
  if (!payload.restart) setImmediate(() => Promise.reject(payload.error))
})
port.on('message', hear)
await consumer.connect()
await consumer.subscribe({ topics: [topic], fromBeginning: true })
await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: takeIn })
tell({ is: 'open' })
