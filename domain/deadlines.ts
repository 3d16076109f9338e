import { instantAt, localDateOf, localMinuteOf } from './bank-time.ts'
import { addBusinessDays, addDays, isBusinessDay, nextBusinessDay, type LocalDate } from './calendar.ts'
import { OUTCOME_AFTER_DAYS } from './outcome.ts'

/** Bank instants, epoch ms. Not for workflow code: they need a zone's calendar. */
export type Calendar = { zone: string; holidays: ReadonlySet<LocalDate> }

const HOUR_MS = 3_600_000
/** An approval lasts this long, and never past the due date (spec §5). */
export const APPROVAL_BUSINESS_DAYS = 2

/** The end of the day on which it falls due. */
export const dueDatePassed_ms = (dueDate: LocalDate, zone: string): number =>
  instantAt(addDays(dueDate, 1), 0, zone)

/** From here on nothing that is paid changes the outcome any more. */
export const outcomeFinal_ms = (dueDate: LocalDate, zone: string): number =>
  instantAt(addDays(dueDate, OUTCOME_AFTER_DAYS + 1), 0, zone)

/** When an approval given now lapses. */
export function approvalEnds_ms(now_ms: number, dueDate: LocalDate, { zone, holidays }: Calendar): number {
  const day = addBusinessDays(localDateOf(now_ms, zone), APPROVAL_BUSINESS_DAYS, holidays)
  return Math.min(instantAt(day, localMinuteOf(now_ms, zone), zone), dueDatePassed_ms(dueDate, zone))
}

/** When an SLA that starts now is due: its hours run on business days only, round the clock. */
export function slaDue_ms(from_ms: number, sla_hours: number, { zone, holidays }: Calendar): number {
  let at_ms = from_ms
  let left_ms = sla_hours * HOUR_MS
  for (;;) {
    const day = localDateOf(at_ms, zone)
    const midnight_ms = instantAt(addDays(day, 1), 0, zone)
    if (!isBusinessDay(day, holidays)) {
      at_ms = instantAt(nextBusinessDay(day, holidays), 0, zone)
      continue
    }
    if (at_ms + left_ms <= midnight_ms) return at_ms + left_ms
    left_ms -= midnight_ms - at_ms
    at_ms = midnight_ms
  }
}
