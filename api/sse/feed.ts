import type { Database } from '../../stores/postgres/database.ts'
import { eventsAfter, type CaseEvent } from '../../stores/postgres/outbox.ts'

export type Listener = (events: readonly CaseEvent[]) => void

/** One reader of `case_events` for all clients of this process. */
export type EventFeed = {
  /** The number of the newest event that this feed has seen. */
  newest: () => number
  subscribe: (listener: Listener) => () => void
  close: () => Promise<void>
}

export const PAGE_EVENTS = 500
const CHANNEL = 'case_events'
/** A notification is lost while the connection is down; this finds what it told of. */
const POLL_MS = 5_000

export async function openEventFeed(database: Database, fail: (error: unknown) => void): Promise<EventFeed> {
  const listeners = new Set<Listener>()
  const connection = await database.listen()
  let newest = await newestSeq(database)
  let last: Promise<void> = Promise.resolve()
  const readOn = async (): Promise<void> => {
    for (;;) {
      const events = await eventsAfter(database, newest, PAGE_EVENTS)
      newest = events.at(-1)?.seq ?? newest
      if (events.length > 0) for (const listener of listeners) listener(events)
      if (events.length < PAGE_EVENTS) return
    }
  }
  const wake = (): void => {
    last = last.then(readOn).catch(fail)
  }
  connection.on('error', fail)
  connection.on('notification', wake)
  await connection.query(`listen ${CHANNEL}`)
  const timer = setInterval(wake, POLL_MS)
  wake()
  return {
    newest: () => newest,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      clearInterval(timer)
      await connection.end()
      await last
    },
  }
}

async function newestSeq(database: Database): Promise<number> {
  const { rows } = await database.query<{ seq: number }>(
    'select coalesce(max(seq), 0) as seq from case_events',
  )
  return rows[0]?.seq ?? 0
}
