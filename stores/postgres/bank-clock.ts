import type { ClockMap, ClockSegment } from '../../domain/bank-time.ts'
import { isServiceError, ServiceError } from '../../domain/errors.ts'
import type { Database, Queryable } from './database.ts'

const CHANNEL = 'bank_clock'
const POLL_MS = 5000
/** One mover at a time: each segment begins where bank time stands. */
const CLOCK_LOCK = 7_101

export type Mode = 'development' | 'production'

/** The bank's clock as it stands: every segment in order. None: bank time is wall time. */
export async function readClock(db: Queryable): Promise<ClockMap> {
  const { rows } = await db.query<ClockSegment>(
    `select wall_from_ms as "wallFrom_ms", bank_from_ms as "bankFrom_ms", speed from bank_clock order by seq`,
  )
  return rows
}

/**
 * The clock once no mover is under way: a segment that began before this reading is in it, however late its transaction
 * commits. Without this an event of the same moment could be judged by the old clock now and by the new one in a replay.
 */
async function readSettledClock(client: Queryable): Promise<ClockMap> {
  await client.query('select pg_advisory_xact_lock_shared($1)', [CLOCK_LOCK])
  return readClock(client)
}

/**
 * In production bank time is wall time: who finds another clock there does not go on.
 * @throws ServiceError refused | false-bank-time
 */
export function requireIdentityInProduction(map: ClockMap, mode: Mode): void {
  if (mode !== 'production' || map.length === 0) return
  throw new ServiceError(
    'refused',
    'false-bank-time',
    'This database holds a bank clock that was set in development; production starts only where bank time is wall time.',
  )
}

/** For a process that reads the clock as it needs it: asks once, at its start. @throws ServiceError refused | false-bank-time */
export async function requireHonestClock(db: Queryable, mode: Mode): Promise<void> {
  requireIdentityInProduction(await readClock(db), mode)
}

/** Appends a segment and tells every listener. Segments are never changed: a time stamp keeps its bank instant for ever. */
export async function appendSegment(db: Queryable, segment: ClockSegment): Promise<void> {
  await db.query(
    `with segment as (insert into bank_clock (wall_from_ms, bank_from_ms, speed) values ($1, $2, $3))
     select pg_notify('${CHANNEL}', '')`,
    [segment.wallFrom_ms, segment.bankFrom_ms, segment.speed],
  )
}

/**
 * Appends the segment that `next` makes of the clock as it stands, in the caller's transaction; null leaves it as it
 * is. Gives the map after. A mover that had to wait begins its segment when its turn has come, not when it asked.
 */
export async function moveClock(
  client: Queryable,
  next: (map: ClockMap, wall_ms: number) => ClockSegment | null,
): Promise<ClockMap> {
  await client.query('select pg_advisory_xact_lock($1)', [CLOCK_LOCK])
  const before = await readClock(client)
  const segment = next(before, Date.now())
  if (!segment) return before
  await appendSegment(client, segment)
  return [...before, segment]
}

export type ClockWatch = {
  /** The map as last read; the same array until a segment is added. */
  current: () => ClockMap
  /** The map as it stood at `wall_ms` or later: reads it again where the last reading is older. */
  asOf: (wall_ms: number) => Promise<ClockMap>
  close: () => Promise<void>
}

/**
 * Keeps the clock at hand. It listens, and polls as well, since a notification is lost while the connection is down; while
 * the database is away the clock stays as it is, and it is listened to again once it is back.
 * @throws ServiceError refused | false-bank-time, at the start; later it goes to `fail`
 */
export async function watchClock(
  db: Database,
  mode: Mode,
  fail: (error: unknown) => void,
): Promise<ClockWatch> {
  await requireHonestClock(db, mode)
  let listener: Awaited<ReturnType<Database['listen']>> | null = null
  let map: ClockMap = []
  let readAt_ms = 0
  let reading: { asked_ms: number; map: Promise<ClockMap> } | null = null
  const read = async (): Promise<ClockMap> => {
    const asked_ms = Date.now()
    const next = await db.transaction(readSettledClock)
    requireIdentityInProduction(next, mode)
    // Segments are only appended, so of two readings that overlap the longer one is the newer.
    if (next.length > map.length) map = next
    readAt_ms = Math.max(readAt_ms, asked_ms)
    return map
  }
  /** A reading that began after `wall_ms`: one for all who ask at the same time. */
  const readAfter = (wall_ms: number): Promise<ClockMap> => {
    if (reading && reading.asked_ms > wall_ms) return reading.map
    const mine = { asked_ms: Date.now(), map: read() }
    mine.map.catch(() => (reading = null))
    reading = mine
    return mine.map
  }
  const failIfFalse = (error: unknown): void => {
    if (isServiceError(error)) fail(error)
  }
  const refresh = (): void => void read().catch(failIfFalse)
  const listen = async (): Promise<void> => {
    const next = await db.listen()
    next.on('error', () => (listener = null))
    next.on('notification', refresh)
    await next.query(`listen ${CHANNEL}`)
    listener = next
  }
  const tend = async (): Promise<void> => {
    if (!listener) await listen()
    await read()
  }
  await tend()
  const timer = setInterval(() => void tend().catch(failIfFalse), POLL_MS)
  return {
    current: () => map,
    asOf: async (wall_ms) => (wall_ms < readAt_ms ? map : readAfter(wall_ms)),
    close: async () => {
      clearInterval(timer)
      await listener?.end()
    },
  }
}
