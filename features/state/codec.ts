import { ServiceError } from '../../domain/errors.ts'
import { products, settlementStatuses } from '../../domain/obligation.ts'
import { Reader, Writer } from './bytes.ts'
import { readDay, writeDay } from './day-codec.ts'
import { entryHashesOf } from './entries.ts'
import { tidyDayOf } from './obligations.ts'
import { settleDays, takePast, writePast } from './past.ts'
import type { CustomerState, KnownObligation, Master, Place, SeenDay, Undoing } from './shape.ts'

/** The first byte: another layout gets another number, and what cannot be read is rebuilt from Kafka. */
const LAYOUT = 4

const out = new Writer()

/** The state as bytes: equal states give equal bytes. About 1 KB for 90 days of ordinary life. */
export function encodeState(state: CustomerState): Buffer {
  settleDays(state)
  out.count(LAYOUT)
  out.count(state.version)
  out.count(state.transactionsTotal)
  out.whole(state.newest_ms)
  for (const day of [state.newestDay, state.olderTransactionDay, state.olderIncomeDay, state.lastTickDay])
    out.whole(day)
  out.whole(state.erased_ms)
  writePast(out, state.past)
  out.count(state.days.length)
  let before: Place = state.past.last
  for (const day of state.days) {
    writeDay(out, day, before)
    before = day
  }
  out.count(state.seen.length)
  for (const seen of state.seen) writeSeen(out, seen)
  out.count(state.undoings.length)
  for (const undoing of state.undoings) writeUndoing(out, undoing)
  out.count(state.obligations.length)
  for (const obligation of state.obligations) writeObligation(out, obligation)
  writeMaster(out, state.master)
  return out.take()
}

/** @throws ServiceError `corrupt` where the bytes are not a whole state of this layout. */
export function decodeState(bytes: Uint8Array): CustomerState {
  try {
    const from = new Reader(bytes)
    if (from.count() !== LAYOUT) throw new RangeError('another layout')
    const state = readState(from)
    if (!from.isDone) throw new RangeError('bytes are left over')
    return state
  } catch (error) {
    const why = error instanceof RangeError ? error.message : 'unreadable'
    throw new ServiceError('corrupt', 'state-unreadable', `A customer's state cannot be read: ${why}`)
  }
}

function readState(from: Reader): CustomerState {
  const head = {
    version: from.count(),
    transactionsTotal: from.count(),
    newest_ms: from.whole(),
    newestDay: from.whole(),
    olderTransactionDay: from.whole(),
    olderIncomeDay: from.whole(),
    lastTickDay: from.whole(),
    erased_ms: from.whole(),
  }
  const past = takePast(from)
  let before: Place = past.last
  const days = list(from, () => {
    const day = readDay(from, before)
    before = day
    return day
  })
  const seen = list(from, () => readSeen(from))
  const undoings = list(from, () => readUndoing(from))
  const obligations = list(from, () => readObligation(from))
  const tidyDay = tidyDayOf(obligations)
  const entryHashes = entryHashesOf(days)
  return { ...head, past, days, entryHashes, seen, undoings, obligations, tidyDay, master: readMaster(from) }
}

function list<T>(from: Reader, read: () => T): T[] {
  const count = from.count()
  const items: T[] = []
  for (let i = 0; i < count; i++) items.push(read())
  return items
}

function writeSeen(out: Writer, seen: SeenDay): void {
  out.whole(seen.day)
  out.count(seen.hashes.length)
  for (const hash of seen.hashes) out.hash(hash)
}

const readSeen = (from: Reader): SeenDay => ({ day: from.whole(), hashes: list(from, () => from.hash()) })

function writeUndoing(out: Writer, { day, target, by }: Undoing): void {
  out.whole(day)
  out.hash(target)
  out.hash(by)
}

const readUndoing = (from: Reader): Undoing => ({ day: from.whole(), target: from.hash(), by: from.hash() })

function writeObligation(out: Writer, { id, terms, settlements }: KnownObligation): void {
  out.text(id)
  out.count(terms ? terms.version : 0)
  if (terms) {
    out.whole(terms.at_ms)
    out.count(products.indexOf(terms.product))
    out.text(terms.productId)
    out.whole(terms.dueDay)
    out.count(terms.amountMinor)
    out.text(terms.currency)
    out.maybe(terms.outstandingMinor)
    out.maybe(terms.limitMinor)
  }
  out.count(settlements.length)
  for (const settlement of settlements) {
    out.whole(settlement.day)
    out.count(settlementStatuses.indexOf(settlement.status))
    out.count(settlement.amountMinor)
    out.count(settlement.hash)
  }
}

function readObligation(from: Reader): KnownObligation {
  const id = from.text()
  const version = from.count()
  const terms = version === 0 ? null : { version, ...readTerms(from) }
  const settlements = list(from, () => ({
    day: from.whole(),
    status: choice(settlementStatuses, from.count()),
    amountMinor: from.count(),
    hash: from.count(),
  }))
  return { id, terms, settlements }
}

const readTerms = (from: Reader) => ({
  at_ms: from.whole(),
  product: choice(products, from.count()),
  productId: from.text(),
  dueDay: from.whole(),
  amountMinor: from.count(),
  currency: from.text(),
  outstandingMinor: from.maybe(),
  limitMinor: from.maybe(),
})

function choice<T>(options: readonly T[], index: number): T {
  const option = options[index]
  if (option === undefined) throw new RangeError('an unknown choice')
  return option
}

function writeMaster(out: Writer, master: Master | null): void {
  out.count(master ? master.version : 0)
  if (!master) return
  out.whole(master.at_ms)
  out.maybe(master.monthlyIncomeMinor)
  out.text(master.currency ?? '')
  out.maybe(master.expectedSalaryDay)
}

function readMaster(from: Reader): Master | null {
  const version = from.count()
  if (version === 0) return null
  return {
    version,
    at_ms: from.whole(),
    monthlyIncomeMinor: from.maybe(),
    currency: from.text() || null,
    expectedSalaryDay: from.maybe(),
  }
}
