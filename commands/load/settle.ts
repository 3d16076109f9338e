import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Admin } from 'kafkajs'
import type { LocalDate } from '../../domain/calendar.ts'
import { ServiceError } from '../../domain/errors.ts'
import { endOffsets, groupLag, topics } from '../../stores/kafka/topics.ts'
import { restlessCases } from '../../stores/postgres/case-totals.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { unstartedEpisodes } from '../../stores/postgres/episodes.ts'
import { isOutboxEmpty } from '../../stores/postgres/outbox.ts'
import { newestTick } from '../../stores/postgres/ticks.ts'
import { streamPositions } from '../../stores/redis/stream-totals.ts'
import { consumerGroups } from '../../workers/consumer-groups.ts'

const POLL_MS = 200
const STANDSTILL_MAX_MS = 5 * 60_000

export type SettleDeps = {
  db: Database
  redis: Redis
  admin: Admin
  partitions: number
  say: (line: string) => void
}

/** One thing to wait for: how much is left, 0 when it is done. */
type Wait = { what: string; left: () => Promise<number> }

/** Waits until every record on the topic is folded and what it gave is on its topics. */
export const untilFolded = (deps: SettleDeps): Promise<void> => waitFor(deps, [foldedWait(deps)])

/** Waits until the tick of a day, if there is one to wait for, has evaluated everybody, and the cases that asks for are started. */
export const untilOpened = (deps: SettleDeps, date: LocalDate | null): Promise<void> => {
  const { db, admin } = deps
  return waitFor(deps, [
    {
      what: 'the tick of the day',
      left: async () => (((await newestTick(db))?.date ?? '') >= (date ?? '') ? 0 : 1),
    },
    foldedWait(deps),
    {
      what: 'obligations to keep',
      left: () => groupLag(admin, consumerGroups.openerFacts, topics.bankEvents),
    },
    {
      what: 'evaluations to judge',
      left: () => groupLag(admin, consumerGroups.openerEvaluations, topics.evaluations),
    },
    {
      what: 'outcomes to write',
      left: () => groupLag(admin, consumerGroups.openerNotes, topics.obligationNotes),
    },
    { what: 'cases to start', left: async () => (await unstartedEpisodes(db)).length },
  ])
}

/** Waits until every open case rests and all that happened is published. */
export const untilIdle = (deps: SettleDeps): Promise<void> => {
  const { db } = deps
  return waitFor(deps, [
    { what: 'cases to come to rest', left: () => restlessCases(db) },
    { what: 'case events to publish', left: async () => ((await isOutboxEmpty(db)) ? 0 : 1) },
  ])
}

function foldedWait({ redis, admin, partitions }: SettleDeps): Wait {
  const left = async (): Promise<number> => {
    const ends = await endOffsets(admin, topics.bankEvents)
    const positions = await streamPositions(redis, partitions)
    return positions.reduce(
      (sum, { offset, waiting }, partition) =>
        sum + waiting + Math.max(0, (ends.get(partition) ?? 0) - offset),
      0,
    )
  }
  return { what: 'records to fold', left }
}

/** In the order of the flow, so that what one leaves behind is seen by the next. @throws unavailable | standstill */
async function waitFor({ say }: SettleDeps, waits: readonly Wait[]): Promise<void> {
  for (const { what, left } of waits) {
    let before = Infinity
    let movedAt_ms = Date.now()
    for (let now = await left(); now > 0; now = await left()) {
      if (now !== before) movedAt_ms = Date.now()
      if (Date.now() - movedAt_ms > STANDSTILL_MAX_MS) {
        const message = `Nothing moved for ${STANDSTILL_MAX_MS / 60_000} minutes; still waiting for ${now} ${what}.`
        throw new ServiceError('unavailable', 'standstill', message)
      }
      before = now
      say(`${now} ${what}`)
      await sleep(POLL_MS)
    }
  }
}
