import { isSameAmount } from './berka-columns.ts'

/** A transfer that came a month or two earlier: 20 to 65 days, so that one missed month breaks nothing. */
const EARLIER_MIN_DAYS = 20
const EARLIER_MAX_DAYS = 65
const SIMILAR_SHARE = 0.15

interface Transfer {
  day: number
  amountMinor: number
  /** Bank and account that paid; '' where the row names none. */
  payer: string
}

export type SalaryWatch = (account: string, transfer: Transfer) => boolean

/**
 * Says of each incoming transfer whether it is regular, hence salary, from what came before it only: the same payer
 * paid 20–65 days earlier; where no payer is named, a similar amount (±15 %) came then. Payers stay in here.
 */
export function createSalaryWatch(): SalaryWatch {
  const recent = new Map<string, Transfer[]>()
  return (account, transfer) => {
    const kept = (recent.get(account) ?? []).filter(({ day }) => transfer.day - day <= EARLIER_MAX_DAYS)
    const isRegular = kept.some((earlier) => isEarlierPay(earlier, transfer))
    recent.set(account, [...kept, transfer])
    return isRegular
  }
}

function isEarlierPay(earlier: Transfer, transfer: Transfer): boolean {
  if (transfer.day - earlier.day < EARLIER_MIN_DAYS) return false
  if (transfer.payer !== '') return earlier.payer === transfer.payer
  const { amountMinor } = transfer
  const isSimilar = Math.abs(earlier.amountMinor - amountMinor) <= SIMILAR_SHARE * amountMinor
  return isSimilar || isSameAmount(earlier.amountMinor, amountMinor)
}
