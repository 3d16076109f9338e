import { PAID_SHARE } from '../../domain/outcome.ts'
import type { CustomerState, KnownObligation, Terms } from '../state/shape.ts'
import { afterGrace } from './grace.ts'

const WINDOW_DAYS = 180
/** A payment up to this multiple of the minimum is one of the minimum only. */
const MINIMUM_ONLY_MAX = 1.1
/** Below this multiple of the minimum the statement leaves no real choice. */
const CHOICE_MIN = 2

/** Money owed on products, in minor units of the main currency. */
export interface Debts {
  /** Of the newest obligation of every product; null where none says. */
  outstandingMinor: number | null
  cardOutstandingMinor: number
  /** Of cards that say both what is owed and the limit; 0 where none does. */
  cardLimitMinor: number
  /** Card statements of the last 180 days past their grace, with more owed than the minimum. */
  cardStatements: number
  cardMinimumOnly: number
}

export function debtsOf(state: CustomerState, asOfDay: number, currency: string | null): Debts {
  const debts: Debts = {
    outstandingMinor: null,
    cardOutstandingMinor: 0,
    cardLimitMinor: 0,
    cardStatements: 0,
    cardMinimumOnly: 0,
  }
  const newest = new Map<string, Terms>()
  for (const known of state.obligations) {
    const { terms } = known
    if (terms === null || terms.currency !== currency) continue
    if (terms.product === 'card') judgeStatement(debts, known, terms, asOfDay)
    if (terms.outstandingMinor === null) continue
    const product = `${terms.product} ${terms.productId}`
    const other = newest.get(product)
    if (!other || isNewer(terms, other)) newest.set(product, terms)
  }
  for (const { product, outstandingMinor, limitMinor } of newest.values()) {
    debts.outstandingMinor = (debts.outstandingMinor ?? 0) + (outstandingMinor ?? 0)
    if (product !== 'card' || !limitMinor) continue
    debts.cardOutstandingMinor += outstandingMinor ?? 0
    debts.cardLimitMinor += limitMinor
  }
  return debts
}

/** What the bank said last; of one instant, of the later due date, then the larger amount. */
const isNewer = (one: Terms, other: Terms): boolean =>
  (one.at_ms - other.at_ms ||
    one.dueDay - other.dueDay ||
    (one.outstandingMinor ?? 0) - (other.outstandingMinor ?? 0)) > 0

function judgeStatement(debts: Debts, { settlements }: KnownObligation, terms: Terms, asOfDay: number): void {
  const { dueDay, amountMinor, outstandingMinor } = terms
  if (asOfDay <= afterGrace(dueDay) || dueDay <= asOfDay - WINDOW_DAYS) return
  if (outstandingMinor === null || outstandingMinor < amountMinor * CHOICE_MIN) return
  debts.cardStatements++
  let paid = 0
  for (const settlement of settlements) if (settlement.day <= asOfDay) paid += settlement.amountMinor
  if (paid >= amountMinor * PAID_SHARE && paid <= amountMinor * MINIMUM_ONLY_MAX) debts.cardMinimumOnly++
}
