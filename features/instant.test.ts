import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayNumber } from '../domain/calendar.ts'
import { dayOfDate, instantOf } from './instant.ts'
import { dayInMonth, monthAndDay } from './months.ts'

test('instants are read as Date.parse reads them, with and without fractions', () => {
  const time = fc.date({ min: new Date('1900-01-01'), max: new Date('2399-12-31'), noInvalidDate: true })
  fc.assert(fc.property(time, (date) => instantOf(date.toISOString()) === date.getTime()))
  for (const at of ['2024-02-29T23:59:59Z', '2026-01-01T00:00Z', '2026-01-01T00:00:00.5Z'])
    expect(instantOf(at)).toBe(Date.parse(at))
})

test('every day of four centuries has its number, month and day of the month', () => {
  let date = '1899-12-31'
  for (let day = dayNumber(date); day < dayNumber('2301-01-01'); day += 1) {
    const { month, dayOfMonth } = monthAndDay(day)
    const shown = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
    if (shown !== date || dayOfDate(date) !== day) expect.fail(`${date} is read as ${shown}`)
    date = addDays(date, 1)
  }
})

test('the 31st of a short month is its last day', () => {
  expect(dayInMonth(2026 * 12 + 1, 31)).toBe(dayNumber('2026-02-28'))
  expect(dayInMonth(2024 * 12 + 1, 31)).toBe(dayNumber('2024-02-29'))
  expect(dayInMonth(2026 * 12 + 11, 31)).toBe(dayNumber('2026-12-31'))
})
