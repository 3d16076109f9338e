import { addDays, isBusinessDay, type LocalDate } from '../domain/calendar.ts'
import { instantAt, localDateOf } from '../domain/bank-time.ts'
import type { ContactRule } from './contact-rules.ts'

type WindowRule = Extract<ContactRule, { kind: 'window' }>

/** A pack whose windows leave no moment in so many days has none. */
const SEARCH_DAYS_MAX = 60

/**
 * The first instant from now on that lies in every window, and the rule that is closed now (null: all are open).
 * Null where the windows have no moment in common.
 */
export function nextLawful_ms(
  windows: readonly WindowRule[],
  now_ms: number,
  zone: string,
  holidays: ReadonlySet<LocalDate>,
): { at_ms: number; closed: string | null } | null {
  const today = localDateOf(now_ms, zone)
  const closed = windows.find((rule) => !isOpen(rule, now_ms, today, zone, holidays))
  if (!closed) return { at_ms: now_ms, closed: null }
  for (let day = 0; day <= SEARCH_DAYS_MAX; day++) {
    const date = addDays(today, day)
    if (!windows.every((rule) => isOpenOn(rule, date, holidays))) continue
    const from = Math.max(now_ms, ...windows.map((rule) => instantAt(date, minuteOf(rule.window[0]), zone)))
    const until = Math.min(...windows.map((rule) => instantAt(date, minuteOf(rule.window[1]), zone)))
    if (from < until) return { at_ms: from, closed: closed.id }
  }
  return null
}

function isOpen(
  rule: WindowRule,
  now_ms: number,
  today: LocalDate,
  zone: string,
  holidays: ReadonlySet<LocalDate>,
): boolean {
  if (!isOpenOn(rule, today, holidays)) return false
  const [from, until] = rule.window
  return instantAt(today, minuteOf(from), zone) <= now_ms && now_ms < instantAt(today, minuteOf(until), zone)
}

const isOpenOn = (rule: WindowRule, date: LocalDate, holidays: ReadonlySet<LocalDate>): boolean =>
  rule.days === 'all' || isBusinessDay(date, holidays)

function minuteOf(clock: string): number {
  const [hours, minutes] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

/** Is this a zone that the runtime knows? */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
