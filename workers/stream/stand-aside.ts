import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Consumer } from '../../stores/kafka/consumer.ts'
import type { Logger } from '../../stores/logger.ts'
import { isRebuilding } from '../../stores/redis/rebuild-mark.ts'
import { repeat } from '../lifecycle.ts'

const LOOK_EVERY_MS = 1000

export type Membership = { leave: () => Promise<void> }
type StandAsideDeps = { redis: Redis; log: Logger; fail: (error: unknown) => void }

/**
 * Joins the group, unless the states are being built anew: then it waits, as a process that is ready and does nothing.
 * When a rebuild begins later, it asks this process to end; its successor waits.
 */
export async function joinUnlessRebuilding(
  { redis, log, fail }: StandAsideDeps,
  join: () => Promise<Consumer>,
): Promise<Membership> {
  let isLeaving = false
  const joinLater = async (): Promise<Consumer | null> => {
    log.warn('The states are being built anew (npm run features:rebuild): standing aside')
    while (!isLeaving && (await isRebuilding(redis))) await sleep(LOOK_EVERY_MS)
    return isLeaving ? null : join()
  }
  const waits = await isRebuilding(redis)
  const joined: Promise<Consumer | null> = waits ? joinLater() : join()
  if (waits) joined.catch(fail)
  else await joined
  const look = async (): Promise<void> => {
    if (isLeaving || !(await joined) || !(await isRebuilding(redis))) return
    log.warn('The states are to be built anew: standing aside')
    process.kill(process.pid, 'SIGTERM')
  }
  const watched = repeat(look, LOOK_EVERY_MS, fail)
  return {
    leave: async () => {
      isLeaving = true
      const consumer = await joined
      await Promise.all([watched.stop(), consumer?.close()])
    },
  }
}
