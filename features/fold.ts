import { FUTURE_MAX_DAYS, LATE_HORIZON_DAYS, type CustomerFact, type Tick } from '../domain/bank-event.ts'
import { localDayNumber } from '../domain/bank-time.ts'
import { DAY_MS } from '../domain/calendar.ts'
import { ERASED_KEPT_DAYS } from '../domain/erasure.ts'
import type { Customer } from '../domain/customer.ts'
import type { Obligation, Settlement } from '../domain/obligation.ts'
import type { Reversal } from '../domain/reversal.ts'
import type { Transaction } from '../domain/transaction.ts'
import { dayOfDate, instantOf } from './instant.ts'
import { addToDay, advance } from './state/days.ts'
import { findEntry } from './state/entries.ts'
import { hashOfId } from './state/hash.ts'
import { isOpenDay } from './state/horizon.ts'
import {
  dropSettlement,
  findObligation,
  keepSettlement,
  keepTerms,
  masterOf,
  outranks,
  termsOf,
} from './state/obligations.ts'
import { remember } from './state/seen.ts'
import { emptyState, type CustomerState } from './state/shape.ts'
import { entryOf } from './state/traits.ts'
import { keepReversal } from './state/undo.ts'
import type { Watch } from './watch.ts'

/** `zone`: the bank's. `brokerBankTime_ms`: the record's broker time mapped to bank time. */
export interface FoldContext {
  zone: string
  brokerBankTime_ms: number
  /** Told what obligations need while the customer's days pass. */
  watch?: Watch | undefined
}

export type FoldRejection = 'future' | 'late'
/** `erased`: it is about somebody who is to be forgotten, and leaves no trace. */
export type FoldVerdict = 'folded' | 'duplicate' | 'erased' | { rejected: FoldRejection }

const FUTURE: FoldVerdict = { rejected: 'future' }
const LATE: FoldVerdict = { rejected: 'late' }
const LATE_MS = LATE_HORIZON_DAYS * DAY_MS
const FUTURE_MS = FUTURE_MAX_DAYS * DAY_MS

/** Is an instant further ahead of the record's broker time, mapped to bank time, than clocks may differ? */
export const isFuture = (at_ms: number, brokerBankTime_ms: number): boolean =>
  at_ms > brokerBankTime_ms + FUTURE_MS

/**
 * Folds one fact into the state, in place. Never looks at the reader's clock, so a replay gives the same answer.
 * Lateness concerns what happened (transactions, settlements, reversals), against the customer's own newest of these.
 * Master data and obligations say what holds, often from long ago: there the highest version wins, whenever it comes.
 */
export function foldFact(state: CustomerState, fact: CustomerFact, context: FoldContext): FoldVerdict {
  if (fact.kind === 'erased') return foldErased(state, context.brokerBankTime_ms)
  if (isErased(state, context.brokerBankTime_ms)) return 'erased'
  const at_ms = instantOf(fact.at)
  if (isFuture(at_ms, context.brokerBankTime_ms)) return FUTURE
  const day = localDayNumber(at_ms, context.zone)
  if (fact.kind === 'obligation') return foldObligation(state, fact, at_ms, day, context.watch)
  if (fact.kind === 'customer') return foldCustomer(state, fact, at_ms, day)
  if (at_ms < state.newest_ms - LATE_MS) return LATE
  return fact.kind === 'transaction'
    ? foldTransaction(state, fact, at_ms, day, context.watch)
    : foldWord(state, fact, at_ms, day, context.watch)
}

/**
 * Forgets everything. The version goes on from the second of the erasure, which no count of events reaches: an
 * evaluation's id is never given twice, and a topic that holds only the erasure gives the same state.
 */
function foldErased(state: CustomerState, brokerBankTime_ms: number): FoldVerdict {
  if (isErased(state, brokerBankTime_ms)) return 'duplicate'
  const version = Math.max(state.version + 1, Math.floor(brokerBankTime_ms / 1000))
  Object.assign(state, emptyState(), { version, erased_ms: brokerBankTime_ms })
  return 'folded'
}

/** Within ERASED_KEPT_DAYS by the broker's time; who comes back after them begins anew. */
function isErased(state: CustomerState, brokerBankTime_ms: number): boolean {
  if (state.erased_ms === 0) return false
  if (brokerBankTime_ms < state.erased_ms + ERASED_KEPT_DAYS * DAY_MS) return true
  state.erased_ms = 0
  return false
}

function foldTransaction(
  state: CustomerState,
  fact: Transaction,
  at_ms: number,
  day: number,
  watch?: Watch,
): FoldVerdict {
  const entry = entryOf(fact)
  if (findEntry(state, entry.hash)) return 'duplicate'
  if (day > state.newestDay) watch?.beforeDay(state, day)
  advance(state, at_ms, day)
  addToDay(state, fact, entry, at_ms, day)
  state.version++
  return 'folded'
}

function foldWord(
  state: CustomerState,
  fact: Settlement | Reversal,
  at_ms: number,
  day: number,
  watch?: Watch,
): FoldVerdict {
  if (!remember(state, day, hashOfId(fact.kind, fact.id))) return 'duplicate'
  if (day > state.newestDay) watch?.beforeDay(state, day)
  advance(state, at_ms, day)
  if (fact.kind === 'settlement') {
    const known = keepSettlement(state, fact, day)
    if (known) watch?.afterSettlement(state, known, day)
  } else {
    const target = hashOfId(fact.of, fact.reverses)
    keepReversal(state, day, target)
    const dropped = fact.of === 'settlement' ? dropSettlement(state, target) : null
    if (dropped) watch?.afterSettlement(state, dropped.known, dropped.day)
  }
  state.version++
  return 'folded'
}

/** Counts a tick once a bank day: the version moves, so that a silent customer gets an evaluation of its own. */
export function foldTick(state: CustomerState, tick: Tick, watch?: Watch): 'folded' | 'duplicate' {
  const day = dayOfDate(tick.date)
  if (day <= state.lastTickDay || state.erased_ms !== 0) return 'duplicate'
  watch?.beforeDay(state, day)
  state.lastTickDay = day
  state.version++
  return 'folded'
}

function foldObligation(
  state: CustomerState,
  fact: Obligation,
  at_ms: number,
  day: number,
  watch?: Watch,
): FoldVerdict {
  const terms = termsOf(fact, at_ms)
  const known = findObligation(state, fact.id)?.terms ?? null
  const wins = known === null || outranks(terms, known)
  const isNew = isOpenDay(state, day)
    ? remember(state, day, hashOfId(fact.kind, fact.id + JSON.stringify(terms)))
    : wins
  if (!isNew) return 'duplicate'
  if (wins) {
    keepTerms(state, fact.id, terms)
    watch?.afterTerms(state, fact.id, known)
  }
  state.version++
  return 'folded'
}

function foldCustomer(state: CustomerState, fact: Customer, at_ms: number, day: number): FoldVerdict {
  const master = masterOf(fact, at_ms)
  const wins = state.master === null || outranks(master, state.master)
  const isNew = isOpenDay(state, day)
    ? remember(state, day, hashOfId(fact.kind, fact.id + JSON.stringify(master)))
    : wins
  if (!isNew) return 'duplicate'
  if (wins) state.master = master
  state.version++
  return 'folded'
}
