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

/** Whether a date of the years 1900 to 2099 stands here. */
export function isDateAt(bytes: Uint8Array, at: number): boolean {
  const century = twoAt(bytes, at)
  const year = twoAt(bytes, at + 2)
  if ((century !== 19 && century !== 20) || year < 0) return false
  if (bytes[at + 4] !== DASH || bytes[at + 7] !== DASH) return false
  const month = twoAt(bytes, at + 5)
  const day = twoAt(bytes, at + 8)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(century * 100 + year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && year !== 1900 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Whether a time of day in UTC stands here, and nothing behind it. */
export function isTimeAt(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from
  if (length !== SECONDS_CHARS && length !== MILLISECONDS_CHARS) return false
  if (bytes[from] !== LETTER_T || bytes[from + 3] !== COLON || bytes[from + 6] !== COLON) return false
  if (bytes[to - 1] !== LETTER_Z) return false
  if (!isBelow(twoAt(bytes, from + 1), 24) || !isBelow(twoAt(bytes, from + 4), 60)) return false
  if (!isBelow(twoAt(bytes, from + 7), 60)) return false
  if (length === SECONDS_CHARS) return true
  return bytes[from + 9] === DOT && twoAt(bytes, from + 10) >= 0 && digitAt(bytes, from + 12) >= 0
}

const isBelow = (value: number, limit: number): boolean => value >= 0 && value < limit
