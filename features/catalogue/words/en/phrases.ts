import type { DueObligation } from '../../../../domain/evaluation.ts'
import { dateInWords, money, percent, rounded } from '../numbers.ts'
import type { Phrases } from '../wording.ts'

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

/** `1 withdrawal`, `3 withdrawals`. */
export function counted(value: number, noun: string): string {
  const shown = rounded(value)
  return `${shown} ${noun}${shown === '1' ? '' : 's'}`
}

/** `1 day`, `9 days`, `4.5 days`. */
export const days = (value: number): string => counted(value, 'day')

/** `up 12 %`, `down 40 %` or `unchanged`, of a relative change. */
export const change = (share: number): string =>
  rounded(share * 100, 0) === '0' ? 'unchanged' : `${share > 0 ? 'up' : 'down'} ${percent(Math.abs(share))}`

/** `0.4 times`. */
export const times = (value: number): string => `${rounded(value, 2)} times`

/** `is 40 % of a salary` or `is below zero by 40 % of a salary`. */
export const isPartOf = (value: number, what: string, verb = 'is'): string =>
  value < 0 ? `${verb} below zero by ${percent(-value)} of ${what}` : `${verb} ${percent(value)} of ${what}`

/** `2nd`, `11th`, `23rd`. */
export function ordinal(day: number): string {
  const last = day % 10
  const isTeen = day % 100 >= 11 && day % 100 <= 13
  const suffix = isTeen ? 'th' : last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th'
  return `${day}${suffix}`
}

/** `the next payment of ₹5,000, due on 12 March 2026`. */
export const nextPayment = (due: DueObligation | null): string =>
  due === null
    ? 'the next payment'
    : `the next payment of ${money(due.amountMinor, due.currency)}, due on ${dateInWords(due.dueDate, months)}`

export const phrases: Phrases = {
  protective: (fact) => `${fact} (speaks for paying on time)`,
  inUnit: (value, unit, currency) => {
    switch (unit) {
      case 'yes or no':
        return value === 1 ? 'yes' : 'no'
      case 'minor units':
        return money(value, currency)
      case 'share':
        return percent(value)
      case 'relative change':
        return change(value)
      case 'difference of shares':
        return `${rounded(value * 100, 0)} percentage points`
      case 'day of the month':
        return `the ${ordinal(value)}`
      case 'ratio':
        return times(value)
      case 'bits':
        return `${rounded(value, 2)} of 1`
      default:
        return counted(value, unit.slice(0, -1))
    }
  },
  statement: (factor, value, raises) =>
    `${factor}: ${value ?? 'not known'}. This ${raises ? 'raised' : 'lowered'} the estimated probability that the next payment is not made on time.`,
}
