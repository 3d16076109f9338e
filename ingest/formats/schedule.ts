import { dateOfDay, dayNumber } from '../../domain/calendar.ts'

/** An obligation becomes known this long before it is due, or when its loan or order began if that is later. */
export const KNOWN_BEFORE_DUE_DAYS = 60

/** Months since year 0. */
export function monthOfDay(day: number): number {
  const date = dateOfDay(day)
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1
}

/** `YYYY-MM` of a month. */
export const monthName = (month: number): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`

/** Day number of the first of a month. */
export const firstDayOfMonth = (month: number): number => dayNumber(`${monthName(month)}-01`)

/** Day number of a day of the month, at most the month's last. */
export const dayInMonth = (month: number, dayOfMonth: number): number =>
  Math.min(firstDayOfMonth(month) + dayOfMonth - 1, firstDayOfMonth(month + 1) - 1)

export const dayOfMonth = (day: number): number => day - firstDayOfMonth(monthOfDay(day)) + 1
