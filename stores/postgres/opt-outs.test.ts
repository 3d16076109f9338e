import { expect, test } from 'vitest'
import { takenByStop } from './opt-outs.ts'

const on = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`
const word = (
  day: number,
  purpose: 'servicing' | 'wellness',
  status: 'granted' | 'withdrawn',
): Parameters<typeof takenByStop>[0][number] => ({ purpose, basis: 'consent', status, at: on(day) })
const stop = (day: number) => [word(day, 'servicing', 'withdrawn'), word(day, 'wellness', 'withdrawn')]
const agreed = [word(1, 'servicing', 'granted'), word(1, 'wellness', 'granted')]

test('who starts again has back what the stop took, however often it was said', () => {
  const both = [
    { purpose: 'servicing', basis: 'consent' },
    { purpose: 'wellness', basis: 'consent' },
  ]
  expect(takenByStop([...stop(5), ...agreed], [])).toEqual(both)
  expect(takenByStop([...stop(6), ...stop(5), ...agreed], [])).toEqual(both)
})

test('a purpose that was withdrawn by itself is not given back by a start', () => {
  const withdrawn = word(3, 'wellness', 'withdrawn')
  expect(takenByStop([...stop(5), withdrawn, ...agreed], [])).toEqual([
    { purpose: 'servicing', basis: 'consent' },
  ])
  expect(takenByStop([withdrawn, ...agreed], [])).toEqual([])
})

test('a yes without a stop before it changes nothing', () => {
  expect(takenByStop(agreed, ['servicing'])).toEqual([])
  expect(takenByStop([], ['servicing'])).toEqual([])
})

test('what the contract carries by itself stands again, and nothing that was never agreed to', () => {
  expect(takenByStop(stop(5), ['servicing'])).toEqual([{ purpose: 'servicing', basis: 'contract' }])
})
