import { createRequire } from 'node:module'

/** Of the client's queue of requests to a broker, what is put right here. */
type RequestQueue = {
  pending: readonly unknown[]
  throttledUntil: number
  scheduleCheckPendingRequests: () => void
}

/**
 * The client looks at its queue again and again by timers that it asks for in the past: a thousand times a second for
 * each connection, a twentieth of a core, also while nothing waits. Here it looks only while something can be waiting for
 * the broker's pace; what is pushed, answered or overloaded calls for a look by itself.
 */
export function calmRequestQueues(): void {
  const load = createRequire(import.meta.url)
  const { prototype } = load('kafkajs/src/network/requestQueue/index.js') as { prototype: RequestQueue }
  const schedule = prototype.scheduleCheckPendingRequests
  prototype.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this)
  }
}
