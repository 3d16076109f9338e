import { NUMBER_BYTES_MAX, Reader, Writer } from './bytes.ts'
import { readDay, writeDay } from './day-codec.ts'
import { isFinalDay } from './horizon.ts'
import { DAYS_KEPT, emptyDay, type CustomerState, type Day, type Past, type Place } from './shape.ts'

/** So many final buckets may wait among the days before they become past: moving them one by one costs more. */
const FINAL_WAITING_MAX = 8

const out = new Writer()

/** Moves the final days into the past. What a state says does not change by it, only how it says it. */
export function settleDays(state: CustomerState): void {
  const { days, past } = state
  let final = 0
  for (; final < days.length; final++) {
    const day = days[final] as Day
    if (!isFinalDay(state, day.day)) break
    writeDay(out, day, past.last)
    past.last = placeOf(day)
  }
  if (final === 0) return
  if (past.bytes === '') past.firstDay = (days[0] as Day).day
  past.bytes += out.takeRaw()
  days.splice(0, final)
}

const placeOf = ({ day, currency }: Place): Place => ({ day, currency })

/** Whether enough final days wait to be moved. */
export function hasManyFinal(state: CustomerState): boolean {
  const last = state.days[FINAL_WAITING_MAX]
  return last !== undefined && isFinalDay(state, last.day)
}

/** Forgets the days that are too old to matter, but for when money last moved and income last came. */
export function dropOldDays(state: CustomerState): void {
  const { past, days } = state
  const oldest = state.newestDay - DAYS_KEPT
  if (Math.min(past.firstDay, days[0]?.day ?? Infinity) > oldest) return
  // A day goes by way of the past, whether it waits there or not: so the same days are remembered in any order.
  settleDays(state)
  const from = readerOf(past.bytes)
  let kept = 0
  past.firstDay = Infinity
  while (!from.isDone) {
    const day = readDay(from, past.before, scratchDay)
    if (day.day > oldest) {
      past.firstDay = day.day
      break
    }
    if (day.transactions > 0) state.olderTransactionDay = day.day
    if (day.incomeCount > 0) state.olderIncomeDay = day.day
    past.before = placeOf(day)
    kept = from.at
  }
  past.bytes = past.bytes.slice(kept)
}

/** Every bucket, oldest first; those of the past are made anew. */
export function allDays(state: CustomerState): Day[] {
  const days: Day[] = []
  readPast(state.past, () => emptyDay(0, ''), days)
  days.push(...state.days)
  return days
}

const scratchDay = emptyDay(0, '')
const pool: Day[] = []

/** The same for one reading only: the next one uses the buckets of the past again. */
export function borrowDays(state: CustomerState): Day[] {
  const days: Day[] = []
  readPast(state.past, (index) => (pool[index] ??= emptyDay(0, '')), days)
  for (const day of state.days) days.push(day)
  return days
}

let scratch = Buffer.allocUnsafeSlow(4096)

/** Valid until the next one. */
function readerOf(bytes: string): Reader {
  if (bytes.length > scratch.length) scratch = Buffer.allocUnsafeSlow(bytes.length * 2)
  scratch.write(bytes, 'latin1')
  return new Reader(scratch.subarray(0, bytes.length))
}

function readPast({ bytes, before }: Past, bucket: (index: number) => Day, into: Day[]): void {
  const from = readerOf(bytes)
  let place: Place = before
  while (!from.isDone) {
    const day = readDay(from, place, bucket(into.length))
    into.push(day)
    place = day
  }
}

export function writePast(to: Writer, { before, last, bytes }: Past): void {
  for (const { day, currency } of [before, last]) {
    to.whole(day)
    to.text(currency)
  }
  to.raw(bytes)
}

/** The bytes of its buckets are taken as they are. */
export function takePast(from: Reader): Past {
  const before = { day: from.whole(), currency: from.text() }
  const last = { day: from.whole(), currency: from.text() }
  const bytes = from.raw()
  const firstDay = bytes === '' ? Infinity : before.day + readerOf(bytes.slice(0, NUMBER_BYTES_MAX)).count()
  return { before, last, firstDay, bytes }
}
