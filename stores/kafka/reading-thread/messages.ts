import type { RecordBlock } from './block.ts'

/** What the thread is started with. */
export type ThreadOptions = {
  brokers: string[]
  clientId: string
  groupId: string
  topic: string
  /** Blocks that the worker takes at a time, of different partitions. */
  partitionsAtOnce: number
}

/** What the thread tells the worker. */
export type FromThread =
  | { is: 'open' }
  /** The partitions of this member, after every rebalance. */
  | { is: 'joined'; partitions: readonly number[] }
  | { is: 'rebalancing' }
  /** The broker has just said that this member is in the group's current generation. */
  | { is: 'heartbeat' }
  | { is: 'block'; block: RecordBlock }
  | { is: 'closed' }

/** What the worker tells the thread. Whatever it says shows that it lives. */
export type ToThread =
  | { is: 'alive' }
  /** Its work on the partition's block has ended: another one may come. */
  | { is: 'taken'; partition: number }
  | { is: 'done'; partition: number; offset: number }
  | { is: 'seek'; partition: number; offset: number }
  | { is: 'close' }
