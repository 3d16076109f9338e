import { instantAt, localDateOf, localMinuteOf } from './bank-time.ts'
import { addDays, isBusinessDay, type LocalDate } from './calendar.ts'
import { OUTCOME_AFTER_DAYS } from './outcome.ts'

/** Bank instants, epoch ms. Not for workflow code: they need a zone's calendar. */
export type Calendar = {
  zone: string
  holidays: ReadonlySet<LocalDate>
  /** 0 = Sunday … 6 = Saturday. */
  weekend: readonly number[]
  /** Local clock times, `09:00`. */
  workingHours: readonly [string, string]
}

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
export function approvalEnds_ms(now_ms: number, dueDate: LocalDate, calendar: Calendar): number {
  const { zone } = calendar
  let day = localDateOf(now_ms, zone)
  for (let left = APPROVAL_BUSINESS_DAYS; left > 0; left -= isOpenOn(day, calendar) ? 1 : 0)
    day = addDays(day, 1)
  return Math.min(instantAt(day, localMinuteOf(now_ms, zone), zone), dueDatePassed_ms(dueDate, zone))
}

const isOpenOn = (day: LocalDate, { holidays, weekend }: Calendar): boolean =>
  isBusinessDay(day, holidays, weekend)

/** The instant at which so many working hours have passed since `from_ms`. */
export function addWorkingHours(from_ms: number, hours: number, calendar: Calendar): number {
  let left_ms = hours * HOUR_MS
  for (let day = localDateOf(from_ms, calendar.zone); ; day = addDays(day, 1)) {
    const { opens_ms, closes_ms } = workingDay(day, calendar)
    const starts_ms = Math.max(opens_ms, from_ms)
    const worked_ms = Math.max(0, closes_ms - starts_ms)
    if (left_ms <= worked_ms) return starts_ms + left_ms
    left_ms -= worked_ms
  }
}

/** How many working hours lie between two instants. */
export function workingHoursBetween(from_ms: number, until_ms: number, calendar: Calendar): number {
  let worked_ms = 0
  for (let day = localDateOf(from_ms, calendar.zone); ; day = addDays(day, 1)) {
    const { opens_ms, closes_ms } = workingDay(day, calendar)
    if (opens_ms >= until_ms) return worked_ms / HOUR_MS
    worked_ms += Math.max(0, Math.min(closes_ms, until_ms) - Math.max(opens_ms, from_ms))
  }
}

/** A day that is no business day has no working time. */
function workingDay(day: LocalDate, calendar: Calendar): { opens_ms: number; closes_ms: number } {
  const [from, until] = calendar.workingHours.map((clock) => instantAt(day, minuteOf(clock), calendar.zone))
  const closes_ms = until ?? 0
  return { opens_ms: isOpenOn(day, calendar) ? (from ?? 0) : closes_ms, closes_ms }
}

function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** What an SLA does before it is due, when it is, and after; bank time, epoch ms. */
export type SlaSteps = { remind_ms: number; escalate_ms: number; reassign_ms: number }

const REMIND_SHARE = 0.75
const REASSIGN_SHARE = 1.25

/** The steps of an SLA of so many working hours. */
export const slaSteps = (from_ms: number, sla_hours: number, calendar: Calendar): SlaSteps => ({
  remind_ms: addWorkingHours(from_ms, sla_hours * REMIND_SHARE, calendar),
  escalate_ms: addWorkingHours(from_ms, sla_hours, calendar),
  reassign_ms: addWorkingHours(from_ms, sla_hours * REASSIGN_SHARE, calendar),
})

/** Each step that has not come yet, later by the working time of a pause. */
export function pausedSla(
  steps: SlaSteps,
  pause: { from_ms: number; until_ms: number },
  calendar: Calendar,
): SlaSteps {
  const moved_ms = (at_ms: number): number =>
    at_ms <= pause.from_ms
      ? at_ms
      : addWorkingHours(pause.until_ms, workingHoursBetween(pause.from_ms, at_ms, calendar), calendar)
  return {
    remind_ms: moved_ms(steps.remind_ms),
    escalate_ms: moved_ms(steps.escalate_ms),
    reassign_ms: moved_ms(steps.reassign_ms),
  }
}
