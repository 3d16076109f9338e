import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import { ServiceError } from '../../domain/errors.ts'
import { consumerGroups } from '../../workers/consumer-groups.ts'

/** Longer than a worker drains, and than the group waits for one that was killed. */
const STANDS_ASIDE_WITHIN_MS = 30_000
const LOOK_EVERY_MS = 500

/**
 * Waits until no stream worker is in the group any more; they leave when they see the mark of the rebuild.
 * @throws ServiceError conflict | workers-running
 */
export async function untilWorkersStandAside(admin: Admin): Promise<void> {
  const until_ms = Date.now() + STANDS_ASIDE_WITHIN_MS
  for (;;) {
    const { groups } = await admin.describeGroups([consumerGroups.stream])
    const members = groups[0]?.members.length ?? 0
    if (members === 0) return
    if (Date.now() > until_ms)
      throw new ServiceError(
        'conflict',
        'workers-running',
        `${members} stream workers still run and do not stand aside: stop them, then start this command again.`,
        { members },
      )
    await sleep(LOOK_EVERY_MS)
  }
}
