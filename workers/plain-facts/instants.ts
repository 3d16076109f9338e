import { dayOfCivil } from '../../features/instant.ts'

const ZERO = 0x30
const DASH = 0x2d
const COLON = 0x3a
const DOT = 0x2e
const LETTER_T = 0x54
const LETTER_Z = 0x5a

/** `T09:00:00Z` and `T09:00:00.000Z`. */
const SECONDS_CHARS = 10
const MILLISECONDS_CHARS = 14

/** −1 where no digit stands. */
export function digitAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!
  return byte >= ZERO && byte <= ZERO + 9 ? byte - ZERO : -1
}

/** Two digits as a number; below 0 where they are none. */
function twoAt(bytes: Uint8Array, at: number): number {
  const tens = digitAt(bytes, at)
  const ones = digitAt(bytes, at + 1)
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones
}

/** The day (since 1970-01-01) of the date of the years 1900 to 2099 that stands here; NaN where none does. */
export function dayAt(bytes: Uint8Array, at: number): number {
  const century = twoAt(bytes, at)
  const ofCentury = twoAt(bytes, at + 2)
  if ((century !== 19 && century !== 20) || ofCentury < 0) return NaN
  if (bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return NaN
  const year = century * 100 + ofCentury
  const month = twoAt(bytes, at + 5)
  const day = twoAt(bytes, at + 8)
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  return isDate ? dayOfCivil(year, month, day) : NaN
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && year !== 1900 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The time of day in UTC that stands here with nothing behind it, in milliseconds; NaN where none does. */
export function timeAt_ms(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  if (length !== SECONDS_CHARS && length !== MILLISECONDS_CHARS) return NaN
  if (bytes[from] !== LETTER_T || bytes[from + 3] !== COLON || bytes[from + 6] !== COLON) return NaN
  if (bytes[to - 1] !== LETTER_Z) return NaN
  const hour = twoAt(bytes, from + 1)
  const minute = twoAt(bytes, from + 4)
  const second = twoAt(bytes, from + 7)
  if (!isBelow(hour, 24) || !isBelow(minute, 60) || !isBelow(second, 60)) return NaN
  const time_ms = ((hour * 60 + minute) * 60 + second) * 1000
  return length === SECONDS_CHARS ? time_ms : time_ms + millisAt(bytes, from + SECONDS_CHARS - 1)
}

/** `.120`; NaN where no such thing stands. */
function millisAt(bytes: Uint8Array, at: number): number {
  const tens = twoAt(bytes, at + 1)
  const ones = digitAt(bytes, at + 3)
  return bytes[at] === DOT && tens >= 0 && ones >= 0 ? tens * 10 + ones : NaN
}

const isBelow = (value: number, limit: number): boolean => value >= 0 && value < limit
