import type { StreamEvent } from '../../api/contract.ts'
import { EVENT_STREAM_PATH } from './doors.ts'

export type StreamHandlers = {
  opened: () => void
  lost: () => void
  changed: (event: StreamEvent) => void
}

const RETRY_FIRST_MS = 1_000
const RETRY_MAX_MS = 15_000

/**
 * Follows the server's events until the returned function is called. The browser reconnects with Last-Event-ID by itself
 * after a lost line; where it gives up (an error answer), we start again with growing pauses.
 */
export function followEvents(handlers: StreamHandlers): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause_ms = RETRY_FIRST_MS

  const open = (): void => {
    source = new EventSource(EVENT_STREAM_PATH)
    source.onopen = () => {
      pause_ms = RETRY_FIRST_MS
      handlers.opened()
    }
    source.onmessage = (message) => {
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
  open()
  return () => {
    clearTimeout(timer)
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
