import type { ClockMap, ClockSegment } from '../../domain/bank-time.ts'
import type { Database, Queryable } from './database.ts'

const CHANNEL = 'bank_clock'
const POLL_MS = 5000

/** The bank's clock as it stands: every segment in order. None: bank time is wall time. */
export async function readClock(db: Queryable): Promise<ClockMap> {
  const { rows } = await db.query<ClockSegment>(
    `select wall_from_ms as "wallFrom_ms", bank_from_ms as "bankFrom_ms", speed from bank_clock order by seq`,
  )
  return rows
}

/** Appends a segment and tells every listener. Segments are never changed: a time stamp keeps its bank instant for ever. */
export async function appendSegment(db: Queryable, segment: ClockSegment): Promise<void> {
  await db.query(
    `with segment as (insert into bank_clock (wall_from_ms, bank_from_ms, speed) values ($1, $2, $3))
     select pg_notify('${CHANNEL}', '')`,
    [segment.wallFrom_ms, segment.bankFrom_ms, segment.speed],
  )
}

export type ClockWatch = {
  /** The map as last read; the same array until a segment is added. */
  current: () => ClockMap
  /** The map as it stood at `wall_ms` or later: reads it again where the last reading is older. */
  asOf: (wall_ms: number) => Promise<ClockMap>
  close: () => Promise<void>
}

/** Keeps the clock at hand. It listens, and polls as well, since a notification is lost while the connection is down. */
export async function watchClock(db: Database, fail: (error: unknown) => void): Promise<ClockWatch> {
  const listener = await db.listen()
  let map: ClockMap = []
  let readAt_ms = 0
  const read = async (): Promise<ClockMap> => {
    const asked_ms = Date.now()
    const next = await readClock(db)
    // Segments are only appended, so of two readings that overlap the longer one is the newer.
    if (next.length > map.length) map = next
    readAt_ms = Math.max(readAt_ms, asked_ms)
    return map
  }
  const refresh = (): void => void read().catch(fail)
  listener.on('error', fail)
  listener.on('notification', refresh)
  await listener.query(`listen ${CHANNEL}`)
  await read()
  const timer = setInterval(refresh, POLL_MS)
  return {
    current: () => map,
    asOf: async (wall_ms) => (wall_ms < readAt_ms ? map : read()),
    close: async () => {
      clearInterval(timer)
      await listener.end()
    },
  }
}
