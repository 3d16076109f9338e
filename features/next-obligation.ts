import { localDayNumber } from '../domain/bank-time.ts'
import { dateOfDay } from '../domain/calendar.ts'
import type { DueObligation } from '../domain/evaluation.ts'
import type { CustomerState } from './state/shape.ts'
import { obligationsOf } from './view/obligations.ts'

/** The next obligation due in 3–35 days that is neither paid (≥95 %) nor called off; of one day the largest. */
export function nextObligation(state: CustomerState, asOf_ms: number, zone: string): DueObligation | null {
  const { next } = obligationsOf(state, localDayNumber(asOf_ms, zone), null)
  if (next === null) return null
  const { id, terms } = next
  return {
    id,
    product: terms.product,
    dueDate: dateOfDay(terms.dueDay),
    amountMinor: terms.amountMinor,
    currency: terms.currency,
    outstandingMinor: terms.outstandingMinor,
  }
}
