import { forgetApprovals, type Desk } from './case-desk.ts'

/** Whom the case was for is forgotten: nothing more is sent, no outcome is waited for, and no label is written. */
export function forgetCustomer(desk: Desk): void {
  forgetApprovals(desk)
  desk.isErased = true
  desk.isCancelled = true
  desk.stage = 'awaiting_outcome'
  desk.reason = 'cancelled:customer-erased'
}
