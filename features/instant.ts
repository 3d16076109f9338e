const digit = (text: string, index: number): number => text.charCodeAt(index) - 48
const two = (text: string, index: number): number => digit(text, index) * 10 + digit(text, index + 1)

/** The instant that was read last: whoever folds an event asks for it more than once in a row. */
const last = { at: '', ms: NaN }

/**
 * Epoch ms of an ISO 8601 UTC instant that a schema has already checked. The two usual forms (with and without
 * milliseconds) are read by hand: this runs for every event, and `Date.parse` is several times slower.
 */
export function instantOf(at: string): number {
  if (at === last.at) return last.ms
  last.at = at
  return (last.ms = readInstant(at))
}

/** For whoever has read the instant already, in bytes: gives the text back, and `instantOf` knows it. */
export function knownInstant(at: string, at_ms: number): string {
  last.at = at
  last.ms = at_ms
  return at
}

function readInstant(at: string): number {
  if (at.length !== 20 && at.length !== 24) return Date.parse(at)
  const year = two(at, 0) * 100 + two(at, 2)
  const seconds = two(at, 11) * 3600 + two(at, 14) * 60 + two(at, 17)
  const millis = at.length === 24 ? digit(at, 20) * 100 + two(at, 21) : 0
  return dayOfCivil(year, two(at, 5), two(at, 8)) * 86_400_000 + seconds * 1000 + millis
}

/** Days since 1970-01-01 of a Gregorian date; years from 1 on. */
export function dayOfCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}

/** Day number of a local date `YYYY-MM-DD`. */
export const dayOfDate = (date: string): number =>
  dayOfCivil(two(date, 0) * 100 + two(date, 2), two(date, 5), two(date, 8))
