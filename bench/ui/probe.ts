import type { Page } from 'playwright-core'

export type Vitals = { cls: number; interactions: number[]; usable_ms: number | null }

declare global {
  interface Window {
    vitals: { cls: number; usable_ms: number | null; byInteraction: Map<number, number> }
    arm: (isThere: () => boolean) => void
    painted: Promise<number>
  }
}

const PAINTED_MAX_MS = 20_000

/** Runs in the page before its own code: layout shifts, interactions as INP counts them, and when the queue first stood. */
export async function installProbe(page: Page): Promise<void> {
  await page.addInitScript((PAINTED_MAX_MS) => {
    const vitals = { cls: 0, usable_ms: null as number | null, byInteraction: new Map<number, number>() }
    window.vitals = vitals
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
      })[])
        if (!entry.hadRecentInput) vitals.cls += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[])
        if (entry.interactionId)
          vitals.byInteraction.set(
            entry.interactionId,
            Math.max(vitals.byInteraction.get(entry.interactionId) ?? 0, entry.duration),
          )
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
    const watch = () => {
      if (document.querySelector('[data-case]'))
        requestAnimationFrame(() => setTimeout(() => (vitals.usable_ms = performance.now())))
      else requestAnimationFrame(watch)
    }
    watch()
    // From the next key to the frame in which something is on the screen.
    window.arm = (isThere) => {
      window.painted = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error('Nothing of it was painted in time')), PAINTED_MAX_MS)
        addEventListener(
          'keydown',
          (event) => {
            const look = () => {
              if (isThere()) setTimeout(() => resolve(performance.now() - event.timeStamp))
              else requestAnimationFrame(look)
            }
            requestAnimationFrame(look)
          },
          { capture: true, once: true },
        )
      })
    }
  }, PAINTED_MAX_MS)
}

export const readVitals = (page: Page): Promise<Vitals> =>
  page.evaluate(() => ({
    cls: window.vitals.cls,
    usable_ms: window.vitals.usable_ms,
    interactions: [...window.vitals.byInteraction.values()],
  }))
