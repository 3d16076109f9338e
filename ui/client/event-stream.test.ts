import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followEvents } from './event-stream.ts'

/** A browser's event source that does what the test says. */
class Source extends EventTarget {
  static opened: Source[] = []
  static readonly CLOSED = 2
  readyState = 1
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  constructor() {
    super()
    Source.opened.push(this)
  }
  close(): void {
    this.readyState = Source.CLOSED
  }
}

const network = new EventTarget()
const told: string[] = []
let leave: () => void

beforeEach(() => {
  vi.useFakeTimers()
  Source.opened = []
  told.length = 0
  vi.stubGlobal('EventSource', Source)
  vi.stubGlobal('addEventListener', network.addEventListener.bind(network))
  vi.stubGlobal('removeEventListener', network.removeEventListener.bind(network))
  leave = followEvents({
    opened: () => told.push('live'),
    lost: () => told.push('lost'),
    changed: ({ id }) => told.push(id),
  })
  Source.opened[0]?.onopen?.()
})
afterEach(() => {
  leave()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('a quiet line that still beats is live', () => {
  for (let beat = 0; beat < 8; beat++) {
    vi.advanceTimersByTime(15_000)
    Source.opened[0]?.dispatchEvent(new Event('beat'))
  }
  expect(told).toEqual(['live'])
})

test('a line without a beat is lost, and opened anew', () => {
  vi.advanceTimersByTime(45_000)
  expect(told).toEqual(['live', 'lost'])
  expect(Source.opened.map(({ readyState }) => readyState)).toEqual([Source.CLOSED, 1])
})

test('without a network the line is lost at once, and comes back with it', () => {
  network.dispatchEvent(new Event('offline'))
  expect(told).toEqual(['live', 'lost'])
  network.dispatchEvent(new Event('online'))
  Source.opened[1]?.onopen?.()
  expect(told).toEqual(['live', 'lost', 'live'])
})
