import { z } from 'zod'

/** A day in the bank's zone, `YYYY-MM-DD`. */
export const localDateSchema = z.iso.date()
export type LocalDate = z.infer<typeof localDateSchema>

export const DAY_MS = 86_400_000

/** Days since 1970-01-01. */
export const dayNumber = (date: LocalDate): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MS)
export const dateOfDay = (day: number): LocalDate => new Date(day * DAY_MS).toISOString().slice(0, 10)
export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumber(date) + days)
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from)

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (date: LocalDate): number => (((dayNumber(date) + 4) % 7) + 7) % 7

const SATURDAY_AND_SUNDAY: readonly number[] = [0, 6]

export const isBusinessDay = (
  date: LocalDate,
  holidays: ReadonlySet<LocalDate> = new Set(),
  weekend: readonly number[] = SATURDAY_AND_SUNDAY,
): boolean => !weekend.includes(weekdayOf(date)) && !holidays.has(date)

/** The first business day after `date`. */
export function nextBusinessDay(date: LocalDate, holidays?: ReadonlySet<LocalDate>): LocalDate {
  let next = addDays(date, 1)
  while (!isBusinessDay(next, holidays)) next = addDays(next, 1)
  return next
}

export function addBusinessDays(date: LocalDate, days: number, holidays?: ReadonlySet<LocalDate>): LocalDate {
  let result = date
  for (let i = 0; i < days; i++) result = nextBusinessDay(result, holidays)
  return result
}
