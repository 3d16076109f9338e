import { z } from 'zod'
import { addBusinessDays, addDays, type LocalDate } from './calendar.ts'
import type { Settlement } from './obligation.ts'

export const outcomeResults = ['on_time', 'late', 'partial', 'missed', 'deferred', 'closed_by_bank'] as const
export const outcomeResultSchema = z.enum(outcomeResults)
export type OutcomeResult = z.infer<typeof outcomeResultSchema>

export const PAID_SHARE = 0.95
export const GRACE_BUSINESS_DAYS = 3
export const OUTCOME_AFTER_DAYS = 29
/** Features of an outcome row are as of this long before the due date, or of when it became known if later. */
export const FEATURES_BEFORE_DUE_DAYS = 21

export const assignmentSchema = z.enum(['outreach', 'hold-out', 'none'])
export const receiptSchema = z.object({
  approved: z.boolean(),
  blocked: z.boolean(),
  sent: z.boolean(),
  delivered: z.boolean(),
  read: z.boolean(),
})
export type Receipt = z.infer<typeof receiptSchema>

export type DatedSettlement = Pick<Settlement, 'status' | 'amountMinor'> & { date: LocalDate }

/**
 * What became of an obligation as known on `today` (local date), or null while it is open (spec §5):
 * on time = ≥95 % by due date + 3 business days; late = ≥95 % after that, up to day 29;
 * partial = some by day 29; missed = nothing by day 29; deferred and restructured are censored.
 */
export function outcomeOf(
  due: { dueDate: LocalDate; amountMinor: number },
  settlements: readonly DatedSettlement[],
  today: LocalDate,
): OutcomeResult | null {
  const last = addDays(due.dueDate, OUTCOME_AFTER_DAYS)
  const known = settlements.filter((s) => s.date <= today && s.date <= last)
  if (known.some((s) => s.status === 'deferred' || s.status === 'restructured')) return 'deferred'
  if (known.some((s) => s.status === 'closed')) return 'closed_by_bank'
  const target = due.amountMinor * PAID_SHARE
  const paidBy = (date: LocalDate) =>
    known.filter((s) => s.date <= date).reduce((sum, s) => sum + s.amountMinor, 0)
  if (paidBy(addBusinessDays(due.dueDate, GRACE_BUSINESS_DAYS)) >= target) return 'on_time'
  if (paidBy(last) >= target) return 'late'
  if (today <= last) return null
  return paidBy(last) > 0 ? 'partial' : 'missed'
}

/** Has what is on record settled the obligation for good, whatever the day is? */
export function isSettledBy(
  due: { dueDate: LocalDate; amountMinor: number },
  settlements: readonly DatedSettlement[],
): boolean {
  const last = settlements.reduce((latest, { date }) => (date > latest ? date : latest), '')
  return last !== '' && outcomeOf(due, settlements, last) !== null
}

/** 1: not paid on time, 0: paid on time, null: censored. */
export const labelOf = (result: OutcomeResult): 0 | 1 | null =>
  result === 'on_time' ? 0 : result === 'deferred' || result === 'closed_by_bank' ? null : 1
