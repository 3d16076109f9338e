const FAILURES_MAX = 10
const WINDOW_MS = 60_000
const ADDRESSES_MAX = 10_000

/** Wrong passwords by address in the last minute. Wall time. */
export class Attempts {
  readonly #failures = new Map<string, number[]>()

  mayTry(address: string, now_ms = Date.now()): boolean {
    return this.#recent(address, now_ms).length < FAILURES_MAX
  }

  failed(address: string, now_ms = Date.now()): void {
    const failures = [...this.#recent(address, now_ms), now_ms]
    // The oldest address makes room: one that comes back after so many others starts anew.
    if (this.#failures.size >= ADDRESSES_MAX && !this.#failures.has(address)) {
      const [oldest] = this.#failures.keys()
      if (oldest !== undefined) this.#failures.delete(oldest)
    }
    this.#failures.delete(address)
    this.#failures.set(address, failures.slice(-FAILURES_MAX))
  }

  #recent(address: string, now_ms: number): number[] {
    return (this.#failures.get(address) ?? []).filter((at_ms) => now_ms - at_ms < WINDOW_MS)
  }
}
