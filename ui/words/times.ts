const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** A span in one or two units, for the eye: "45 s", "12 min", "3 h", "2 d 4 h". */
export function span(length_ms: number): string {
  const ms = Math.abs(length_ms)
  if (ms < MINUTE_MS) return `${Math.floor(ms / 1000)} s`
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`
  const days = Math.floor(ms / DAY_MS)
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
  return days < 3 && hours > 0 ? `${days} d ${hours} h` : `${days} d`
}

/** "3 h ago", "in 2 d", "just now". */
export function relative(at_ms: number, now_ms: number): string {
  const ahead_ms = at_ms - now_ms
  if (Math.abs(ahead_ms) < 10_000) return 'just now'
  return ahead_ms > 0 ? `in ${span(ahead_ms)}` : `${span(ahead_ms)} ago`
}

export type SlaState = { text: string; tone: 'calm' | 'soon' | 'late' }
const SOON_MS = 2 * HOUR_MS

/** What is left of the time to decide, in bank time. */
export function slaState(due_ms: number, now_ms: number): SlaState {
  const left_ms = due_ms - now_ms
  if (left_ms <= 0) return { text: `${span(left_ms)} late`, tone: 'late' }
  return { text: `${span(left_ms)} left`, tone: left_ms < SOON_MS ? 'soon' : 'calm' }
}

/** Whole days from today's date in the bank's zone to a local date. */
export const daysUntil = (date: string, today: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS)

/** "due in 18 days", "due tomorrow", "due 2 days ago". */
export function dueIn(date: string, today: string): string {
  const days = daysUntil(date, today)
  if (days === 0) return 'due today'
  if (days === 1) return 'due tomorrow'
  if (days === -1) return 'due yesterday'
  return days > 0 ? `due in ${days} days` : `due ${-days} days ago`
}

/** Making a format costs far more than using it, and there are few of them: a handful of zones. */
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formats.set(key, known)
  return known
}

/** The local date (YYYY-MM-DD) of an instant in a zone. */
export const localDate = (instant_ms: number, zone: string): string =>
  formatOf('en-CA', { timeZone: zone, dateStyle: 'short' }).format(instant_ms)

/** "Mon 23 Nov, 10:40". */
export const exactInstant = (instant_ms: number, zone?: string): string =>
  formatOf('en-GB', {
    ...(zone ? { timeZone: zone } : {}),
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant_ms)

/** "11 Dec 2026" of a local date. */
export const exactDate = (date: string): string =>
  formatOf('en-GB', { timeZone: 'UTC', dateStyle: 'medium' }).format(Date.parse(`${date}T00:00:00Z`))
