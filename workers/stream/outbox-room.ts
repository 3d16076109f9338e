import { setTimeout as sleep } from 'node:timers/promises'

/** Entries that may wait in a partition's outbox before the next commit: about 100 MB in Redis, where every partition is as full. */
export const OUTBOX_WAITING_MAX = 2000
const LOOK_EVERY_MS = 20

export type OutboxRoom = {
  /** How many entries wait. */
  length: () => number
  /** Has the outbox drained. */
  wake: (partition: number) => void
  /** Whether the batch that waits is not wanted any more. */
  isStale: () => boolean
  heartbeat: () => Promise<void>
}

/**
 * Waits until a partition's outbox has room: what Kafka does not take must not pile up in Redis. Meanwhile nothing is
 * folded, and so nothing more is fetched. False where the batch became stale first.
 */
export async function untilRoom(partition: number, outbox: OutboxRoom): Promise<boolean> {
  while (outbox.length() > OUTBOX_WAITING_MAX) {
    if (outbox.isStale()) return false
    outbox.wake(partition)
    await sleep(LOOK_EVERY_MS)
    await outbox.heartbeat()
  }
  return true
}
