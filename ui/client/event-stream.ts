import type { StreamEvent } from '../../api/contract.ts'
import { EVENT_STREAM_PATH } from './doors.ts'

export type StreamHandlers = {
  opened: () => void
  lost: () => void
  changed: (event: StreamEvent) => void
}

const RETRY_FIRST_MS = 1_000
const RETRY_MAX_MS = 15_000
/** The server's beat comes every 15 s: a line that is silent for longer is dead, though nothing has told the browser. */
const SILENCE_MAX_MS = 40_000
const LOOK_EVERY_MS = 5_000

/**
 * Follows the server's events until the returned function is called. The browser reconnects with Last-Event-ID by itself
 * after a lost line; where it gives up (an error answer, a network that is gone), we start again with growing pauses.
 */
export function followEvents(handlers: StreamHandlers): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause_ms = RETRY_FIRST_MS
  let heard_ms = Date.now()
  const hear = (): void => void (heard_ms = Date.now())

  const open = (): void => {
    clearTimeout(timer)
    source?.close()
    hear()
    source = new EventSource(EVENT_STREAM_PATH)
    source.onopen = () => {
      pause_ms = RETRY_FIRST_MS
      hear()
      handlers.opened()
    }
    source.addEventListener('beat', hear)
    source.onmessage = (message) => {
      hear()
      const event = parsed(message.data)
      if (event) handlers.changed(event)
    }
    source.onerror = () => {
      handlers.lost()
      if (source?.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, pause_ms)
      pause_ms = Math.min(pause_ms * 2, RETRY_MAX_MS)
    }
  }
  const cut = (): void => {
    source?.close()
    handlers.lost()
  }
  const look = setInterval(() => {
    if (Date.now() - heard_ms < SILENCE_MAX_MS) return
    cut()
    open()
  }, LOOK_EVERY_MS)
  addEventListener('offline', cut)
  addEventListener('online', open)
  open()
  return () => {
    clearTimeout(timer)
    clearInterval(look)
    removeEventListener('offline', cut)
    removeEventListener('online', open)
    source?.close()
  }
}

function parsed(data: unknown): StreamEvent | null {
  try {
    const event: unknown = JSON.parse(String(data))
    return typeof event === 'object' && event !== null && 'type' in event && 'id' in event
      ? (event as StreamEvent)
      : null
  } catch {
    return null
  }
}
