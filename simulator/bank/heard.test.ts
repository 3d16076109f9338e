import { expect, test } from 'vitest'
import { createLife, ORIGIN_DAY } from './life.ts'

const LIVES = 150
const DAYS = 200

/** Debits that failed and dues in all, where each customer hears on the days that `hears` names. */
function failed(hears: (day: number) => boolean): { failed: number; dues: number } {
  const counts = { failed: 0, dues: 0 }
  for (let index = 0; index < LIVES; index++) {
    const life = createLife('heard', index)
    for (let day = ORIGIN_DAY; day < ORIGIN_DAY + DAYS; day++) {
      if (hears(day)) life.hear(day)
      for (const fact of life.liveDay(day)) {
        if (fact.kind === 'settlement' && fact.status === 'auto_debit_failed') counts.failed++
        if (fact.kind === 'obligation') counts.dues++
      }
    }
  }
  return counts
}

test('who hears from the bank misses a few of a hundred fewer, and is not saved from all', () => {
  const silent = failed(() => false)
  const heard = failed((day) => day % 20 === 0)
  expect(heard.dues).toBe(silent.dues)
  expect(heard.failed).toBeLessThan(silent.failed)
  expect(heard.failed).toBeGreaterThan(silent.failed * 0.85)
}, 60_000)
