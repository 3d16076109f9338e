import type { Response } from 'express'
import { ServiceError } from '../../domain/errors.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { eventsAfter, type CaseEvent } from '../../stores/postgres/outbox.ts'
import type { StreamEvent } from '../contract/status.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { PAGE_EVENTS, type EventFeed } from './feed.ts'

export const CLIENTS_MAX = 500
const HEARTBEAT_MS = 15_000
const RETRY_MS = 2_000
/** What a slow client may leave unread before it is let go; it comes back with Last-Event-ID. */
const BUFFERED_BYTES_MAX = 256 * 1024
/** Who missed more reads the page anew instead. */
const MISSED_MAX = 5_000

type StreamDeps = Pick<Deps, 'database' | 'feed' | 'log'>

export function streamHandlers({ database, feed, log }: StreamDeps): Pick<Handlers, 'streamEvents'> {
  let clients = 0
  return {
    streamEvents: async ({ request, response }) => {
      if (clients >= CLIENTS_MAX)
        throw new ServiceError(
          'unavailable',
          'stream-clients',
          'Too many pages follow the stream; try again soon',
        )
      clients += 1
      response.once('close', () => (clients -= 1))
      const seen = seenBy(request.get('last-event-id'), feed.newest())
      begin(response)
      await follow(response, database, feed, seen).catch((error: unknown) => {
        log.warn({ err: error }, 'A stream ended')
        response.end()
      })
    },
  }
}

/** A first visit, or a number that we never gave out, begins now. */
export function seenBy(lastEventId: string | undefined, newest: number): number {
  const seq = /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : newest
  return Math.min(seq, newest)
}

function begin(response: Response): void {
  response.status(200).set({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  response.flushHeaders()
  response.write(`retry: ${RETRY_MS}\n\n`)
}

/** Catches up from the table, then hands on what the feed brings: each event once, in order. */
async function follow(response: Response, database: Database, feed: EventFeed, seen: number): Promise<void> {
  let position = feed.newest() - seen > MISSED_MAX ? tellReset(response, feed.newest()) : seen
  response.write(`id: ${position}\n\n`)
  const tell = (events: readonly CaseEvent[]): void => {
    for (const event of events) {
      if (event.seq <= position) continue
      position = event.seq
      write(response, event.seq, { type: event.type, id: event.subject, version: event.version })
    }
  }
  while (position < feed.newest()) {
    const events = await eventsAfter(database, position, PAGE_EVENTS)
    if (events.length === 0) break
    tell(events)
  }
  // No await since the last look at `newest`, so the first event that the feed hands on is the next one.
  const leave = feed.subscribe(tell)
  // An event and no comment: the page hears it, and knows a dead line from a quiet one.
  const heartbeat = setInterval(() => response.write('event: beat\ndata: {}\n\n'), HEARTBEAT_MS)
  await new Promise((resolve) => response.once('close', resolve))
  clearInterval(heartbeat)
  leave()
}

function tellReset(response: Response, newest: number): number {
  write(response, newest, { type: 'stream.reset', id: '*', version: 0 })
  return newest
}

function write(response: Response, seq: number, event: StreamEvent): void {
  if (response.writableLength > BUFFERED_BYTES_MAX) return void response.destroy()
  response.write(`id: ${seq}\ndata: ${JSON.stringify(event)}\n\n`)
}
