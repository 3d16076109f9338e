import { dayOfCivil } from './instant.ts'

/** A calendar month as one number: year × 12 + month (0–11). */
export type Month = number

/** The month of a day number and the day of the month (1–31). */
export function monthAndDay(day: number): { month: Month; dayOfMonth: number } {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { month: year * 12 + month - 1, dayOfMonth }
}

/** Day number of the first of a month. */
export const firstDayOf = (month: Month): number => dayOfCivil(Math.floor(month / 12), (month % 12) + 1, 1)

/** Day number of a day of the month, at most the month's last. */
export const dayInMonth = (month: Month, dayOfMonth: number): number =>
  Math.min(firstDayOf(month) + dayOfMonth - 1, firstDayOf(month + 1) - 1)
