import type { Database } from '../../stores/postgres/database.ts'
import { caseQueues } from '../../stores/postgres/inbox-query.ts'
import { countMine, countQueues } from '../../stores/postgres/inbox.ts'
import type { CasePage } from '../contract/cases.ts'
import type { EventFeed } from '../sse/feed.ts'
import { sharedFor } from './shared.ts'

/** Everybody's queue asks for the sizes: within this time they share one answer. */
const SHARED_MS = 1_000
/** For longer where no case has changed since. */
const UNCHANGED_MS = 60_000

/** Counts the queues, at most once in SHARED_MS for all who ask, seldom while nothing happens; and so what is somebody's own, for each of the staff. */
export function openQueueCounts(database: Pick<Database, 'query'>, feed: Pick<EventFeed, 'newest'>) {
  const seldom = <T>(count: () => Promise<T>): (() => Promise<T>) =>
    sharedFor(SHARED_MS, count, { version: feed.newest, shared_ms: UNCHANGED_MS })
  const shared = seldom(() => countQueues(database))
  const own = new Map<string, () => Promise<number>>()
  const mineOf = (actorId: string): (() => Promise<number>) => {
    const known = own.get(actorId) ?? seldom(() => countMine(database, actorId))
    own.set(actorId, known)
    return known
  }
  return async (actorId: string): Promise<CasePage['counts']> => {
    const [counts, mine] = await Promise.all([shared(), mineOf(actorId)()])
    const each = caseQueues.map((queue) => [queue, counts.get(queue) ?? 0] as const)
    const all = each.reduce((sum, [, cases]) => sum + cases, 0)
    return { ...(Object.fromEntries(each) as Record<(typeof caseQueues)[number], number>), mine, all }
  }
}
