import { locale, t } from './language.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** A span in one or two units, for the eye: "45 s", "12 min", "3 h", "2 d 4 h". */
export function span(length_ms: number): string {
  const ms = Math.abs(length_ms)
  if (ms < MINUTE_MS) return t('{n} s', { n: Math.floor(ms / 1000) })
  if (ms < HOUR_MS) return t('{n} min', { n: Math.floor(ms / MINUTE_MS) })
  if (ms < DAY_MS) return t('{n} h', { n: Math.floor(ms / HOUR_MS) })
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  return days < 3 && hours > 0 ? t('{d} d {h} h', { d: days, h: hours }) : t('{d} d', { d: days })
}

/** "3 h ago", "in 2 d", "just now". */
export function relative(at_ms: number, now_ms: number): string {
  const ahead_ms = at_ms - now_ms
  if (Math.abs(ahead_ms) < 10_000) return t('just now')
  return ahead_ms > 0 ? t('in {span}', { span: span(ahead_ms) }) : t('{span} ago', { span: span(ahead_ms) })
}

export type SlaState = { text: string; tone: 'calm' | 'soon' | 'late' }
const SOON_MS = 2 * HOUR_MS

/** What is left of the time to decide, in bank time. */
export function slaState(due_ms: number, now_ms: number): SlaState {
  const left_ms = due_ms - now_ms
  if (left_ms <= 0) return { text: t('{span} late', { span: span(left_ms) }), tone: 'late' }
  return { text: t('{span} left', { span: span(left_ms) }), tone: left_ms < SOON_MS ? 'soon' : 'calm' }
}

/** Whole days from today's date in the bank's zone to a local date. */
export const daysUntil = (date: string, today: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS)

/** "due in 18 days", "due tomorrow", "due 2 days ago". */
export function dueIn(date: string, today: string): string {
  const days = daysUntil(date, today)
  if (days === 0) return t('due today')
  if (days === 1) return t('due tomorrow')
  if (days === -1) return t('due yesterday')
  return days > 0 ? t('due in {n} days', { n: days }) : t('due {n} days ago', { n: -days })
}

/** Making a format costs far more than using it, and there are few of them: a handful of zones. */
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, { ...options, ...(options.hour && { hourCycle: 'h23' as const }) })
  formats.set(key, known)
  return known
}

/** The local date (YYYY-MM-DD) of an instant in a zone. */
export const localDate = (instant_ms: number, zone: string): string =>
  formatOf('en-CA', { timeZone: zone, dateStyle: 'short' }).format(instant_ms)

/** Ten in the morning in a zone, so many days after the day of an instant. */
export function morningAfter(instant_ms: number, days: number, zone: string): number {
  const day_ms = Date.parse(`${localDate(instant_ms, zone)}T10:00:00Z`) + days * DAY_MS
  const local = formatOf('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(day_ms)
  return 2 * day_ms - Date.parse(`${local.replace(' ', 'T')}Z`)
}

/** "Mon 23 Nov, 10:40". */
export const exactInstant = (instant_ms: number, zone?: string): string =>
  formatOf(locale(), {
    ...(zone ? { timeZone: zone } : {}),
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant_ms)

/** "23 Nov, 10:40", where there is little room. */
export const shortInstant = (instant_ms: number, zone: string): string =>
  formatOf(locale(), {
    ...{ timeZone: zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  }).format(instant_ms)

/** "23 Nov, 10:40:12" by this machine's clock. */
export const exactSecond = (instant_ms: number): string =>
  formatOf(locale(), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(instant_ms)

/** "11 Dec 2026" of a local date. */
export const exactDate = (date: string): string =>
  formatOf(locale(), { timeZone: 'UTC', dateStyle: 'medium' }).format(Date.parse(`${date}T00:00:00Z`))

/** "11 Dec" of a local date, where the year is plain. */
export const dayAndMonth = (date: string): string =>
  formatOf(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(
    Date.parse(`${date}T00:00:00Z`),
  )

/** "10:40" by this machine's clock. */
export const clockTime = (at: string): string =>
  formatOf(locale(), { hour: '2-digit', minute: '2-digit' }).format(Date.parse(at))
