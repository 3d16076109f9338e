import { z } from 'zod'
import { DAY_MS, dayNumber, type LocalDate } from './calendar.ts'

/**
 * Bank time against wall time: from `wallFrom_ms` on, bank time runs from `bankFrom_ms` at `speed`
 * (1 = real, 72 = a day in 20 minutes, 0 = stopped). Segments are only ever appended, so a broker's
 * time stamp maps to the same bank instant for ever. No segment: the identity, as in production.
 */
export const clockSegmentSchema = z.object({
  wallFrom_ms: z.int(),
  bankFrom_ms: z.int(),
  speed: z.number().min(0).max(100_000),
})
export type ClockSegment = z.infer<typeof clockSegmentSchema>

/** 10:00 local time, in minutes since midnight: when a bank day's tick comes, and where a loaded bank's clock begins. */
export const BANK_MORNING_MINUTE = 600

/** In order of `wallFrom_ms`. */
export const clockMapSchema = z.array(clockSegmentSchema).max(10_000)
export type ClockMap = z.infer<typeof clockMapSchema>

/** Bank instant (epoch ms) of a wall instant (epoch ms). */
export function bankTimeAt(map: ClockMap, wall_ms: number): number {
  const segment = map.findLast((s) => s.wallFrom_ms <= wall_ms)
  if (!segment) return wall_ms
  return Math.round(segment.bankFrom_ms + (wall_ms - segment.wallFrom_ms) * segment.speed)
}

/** Wall milliseconds from `wall_ms` until bank time reaches `bank_ms` by the last segment; Infinity while stopped. */
export function wallUntil(map: ClockMap, bank_ms: number, wall_ms: number): number {
  const missing_ms = bank_ms - bankTimeAt(map, wall_ms)
  if (missing_ms <= 0) return 0
  const speed = map.at(-1)?.speed ?? 1
  return speed === 0 ? Infinity : Math.ceil(missing_ms / speed)
}

const RECENT_SEGMENTS = 3

/** What a waiting case needs of the map: the segments that speak of now. */
export const recentSegments = (map: ClockMap): ClockMap => map.slice(-RECENT_SEGMENTS)

const offsets = new Map<string, { format: Intl.DateTimeFormat; byHour: Map<number, number> }>()
const HOUR_MS = 3_600_000
const OFFSETS_CACHED_MAX = 100_000

/** The zone's offset from UTC in ms at an instant, cached by the quarter hour's hour. Not for workflow code: it needs Intl. */
export function zoneOffset_ms(instant_ms: number, zone: string): number {
  let entry = offsets.get(zone)
  if (!entry) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    entry = { format, byHour: new Map() }
    offsets.set(zone, entry)
  }
  const hour = Math.floor(instant_ms / HOUR_MS)
  const known = entry.byHour.get(hour)
  if (known !== undefined) return known
  const name =
    entry.format.formatToParts(hour * HOUR_MS).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const match = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name)
  const minutes = match?.[1] ? Number(match[2]) * 60 + Number(match[3]) : 0
  const offset = (match?.[1] === '-' ? -minutes : minutes) * 60_000
  if (entry.byHour.size >= OFFSETS_CACHED_MAX) entry.byHour.clear()
  entry.byHour.set(hour, offset)
  return offset
}

/** Day number (days since 1970-01-01) of an instant in a zone. */
export const localDayNumber = (instant_ms: number, zone: string): number =>
  Math.floor((instant_ms + zoneOffset_ms(instant_ms, zone)) / DAY_MS)

export const localDateOf = (instant_ms: number, zone: string): LocalDate =>
  new Date(instant_ms + zoneOffset_ms(instant_ms, zone)).toISOString().slice(0, 10)

/** Minutes since local midnight. */
export const localMinuteOf = (instant_ms: number, zone: string): number =>
  Math.floor((instant_ms + zoneOffset_ms(instant_ms, zone)) / 60_000) % 1440

/** The instant (epoch ms) of a local date and minute of the day in a zone. */
export function instantAt(date: LocalDate, minute: number, zone: string): number {
  const asUtc = dayNumber(date) * DAY_MS + minute * 60_000
  const first = asUtc - zoneOffset_ms(asUtc, zone)
  return asUtc - zoneOffset_ms(first, zone)
}
