import { LATE_HORIZON_DAYS } from '../../domain/bank-event.ts'
import { DAYS_KEPT, type CustomerState } from './shape.ts'

/** A day's distance at which nothing can arrive for it any more; one more than the horizon, for days of 23 or 25 hours. */
const CLOSED_AFTER_DAYS = LATE_HORIZON_DAYS + 1
/** An event is undone by one of the same day or of at most so many days later. */
export const UNDONE_WITHIN_DAYS = LATE_HORIZON_DAYS
/** What undoes may itself be as late as anything, so what can be undone is kept for both distances. */
const FINAL_AFTER_DAYS = CLOSED_AFTER_DAYS + UNDONE_WITHIN_DAYS

/** Whether an event of this day can still arrive in time. */
export const isOpenDay = (state: CustomerState, day: number): boolean =>
  day >= state.newestDay - CLOSED_AFTER_DAYS

/** Whether nothing of this day can be undone any more. */
export const isFinalDay = (state: CustomerState, day: number): boolean =>
  day < state.newestDay - FINAL_AFTER_DAYS

/** The newest day that makes a day final. */
export const finalFrom = (day: number): number => day + FINAL_AFTER_DAYS + 1

/** Whether an obligation due (or, without terms, settled) on this day still matters. */
export const isRecentDue = (state: CustomerState, day: number): boolean => day > state.newestDay - DAYS_KEPT
