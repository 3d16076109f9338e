import { addDays, dateOfDay, dayNumber, type LocalDate } from '../../domain/calendar.ts'
import type { Obligation } from '../../domain/obligation.ts'
import type { Traits } from './traits.ts'

/** The bank announces an instalment this long before it is due. */
export const ANNOUNCED_DAYS = 40
/** After a failed auto-debit the bank tries again on these days, then gives up. */
export const RETRY_AFTER_DAYS = [4, 9, 17, 26] as const

export type Due = Omit<Obligation, 'kind' | 'at' | 'version'> & { outstandingMinor: number }

/** What falls due on a day, by product. */
export function duesOn(traits: Traits, day: number): Due[] {
  const dueDate: LocalDate = dateOfDay(day)
  const dayOfMonth = Number(dueDate.slice(8))
  const dues: Due[] = []
  if (traits.loan?.dueDay === dayOfMonth) {
    const { productId, amountMinor, outstandingMinor } = traits.loan
    dues.push({
      id: `${productId}-${dueDate}`,
      product: 'loan',
      productId,
      dueDate,
      amountMinor,
      currency: 'INR',
      outstandingMinor,
    })
  }
  if (traits.card?.dueDay === dayOfMonth) {
    const { productId, minimumMinor, limitMinor, balanceMinor } = traits.card
    dues.push({
      id: `${productId}-${dueDate}`,
      product: 'card',
      productId,
      dueDate,
      amountMinor: minimumMinor,
      currency: 'INR',
      outstandingMinor: balanceMinor,
      limitMinor,
    })
  }
  return dues
}

export const announcedOn = (traits: Traits, day: number): Due[] =>
  duesOn(traits, dayNumber(addDays(dateOfDay(day), ANNOUNCED_DAYS)))

/** What falls due within the days after a day. */
export const dueWithin = (traits: Traits, day: number, days: number): number =>
  Array.from({ length: days }, (_, ahead) => duesOn(traits, day + 1 + ahead))
    .flat()
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
