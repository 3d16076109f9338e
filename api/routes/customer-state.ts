import type { Redis } from 'ioredis'
import { decodeState, type CustomerState } from '../../features/state.ts'
import { partitionOf } from '../../stores/kafka/partition-of.ts'
import { readPartitionCount } from '../../stores/redis/partition-count.ts'
import { openStateStore } from '../../stores/redis/state-store.ts'

/** The state that the stream keeps of a customer, for people to look at. Nothing is decided on it. */
export async function readState(redis: Redis, customer: string): Promise<CustomerState | null> {
  const partition = partitionOf(customer, await readPartitionCount(redis))
  const [bytes] = await openStateStore(redis).states(partition, [customer])
  return bytes ? decodeState(bytes) : null
}
