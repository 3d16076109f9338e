import type { Database } from '../../stores/postgres/database.ts'
import { countMine, countStages } from '../../stores/postgres/inbox.ts'
import type { CasePage, Queue } from '../contract/cases.ts'
import { sharedFor } from './shared.ts'

/** Everybody's queue asks for the sizes: within this time they share one answer. */
const SHARED_MS = 1_000

/** The stages of each queue that does not depend on who asks. */
const stagesOf: Record<Exclude<Queue, 'mine' | 'all'>, readonly string[]> = {
  open: ['assessing', 'awaiting_decision'],
  second: ['awaiting_second'],
  attention: ['blocked', 'unresolved'],
  underway: ['holding', 'awaiting_window', 'sending', 'awaiting_delivery', 'awaiting_outcome'],
  monitoring: ['monitoring'],
  closed: ['closed'],
}

/** Counts the queues, at most once in SHARED_MS for all who ask; what somebody decided on is counted for each. */
export function openQueueCounts(database: Pick<Database, 'query'>) {
  const stages = sharedFor(SHARED_MS, () => countStages(database))
  return async (actorId: string): Promise<CasePage['counts']> => {
    const [counts, mine] = await Promise.all([stages(), countMine(database, actorId)])
    const sum = (names: readonly string[]) =>
      names.reduce((total, name) => total + (counts.get(name) ?? 0), 0)
    const queues = Object.entries(stagesOf).map(([queue, names]) => [queue, sum(names)] as const)
    return { ...Object.fromEntries(queues), mine, all: sum([...counts.keys()]) } as CasePage['counts']
  }
}
