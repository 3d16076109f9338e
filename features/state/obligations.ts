import type { Customer } from '../../domain/customer.ts'
import type { Obligation, Settlement } from '../../domain/obligation.ts'
import { dayOfDate } from '../instant.ts'
import { hashOfId } from './hash.ts'
import { finalFrom, isFinalDay, isRecentDue } from './horizon.ts'
import {
  DAYS_KEPT,
  OBLIGATIONS_MAX,
  SETTLEMENTS_MAX,
  type CustomerState,
  type DaySettlement,
  type KnownObligation,
  type Master,
  type Terms,
} from './shape.ts'
import { isReversedSettlement } from './undo.ts'

/** The terms that an obligation fact states. */
export const termsOf = (fact: Obligation, at_ms: number): Terms => ({
  version: fact.version,
  at_ms,
  product: fact.product,
  productId: fact.productId,
  dueDay: dayOfDate(fact.dueDate),
  amountMinor: fact.amountMinor,
  currency: fact.currency,
  outstandingMinor: fact.outstandingMinor ?? null,
  limitMinor: fact.limitMinor ?? null,
})

export const masterOf = (fact: Customer, at_ms: number): Master => ({
  version: fact.version,
  at_ms,
  monthlyIncomeMinor: fact.monthlyIncomeMinor ?? null,
  currency: fact.currency ?? null,
  expectedSalaryDay: fact.expectedSalaryDay ?? null,
})

/** The higher version wins, then the later instant; a source that says two things at once is settled by their text. */
export function outranks<T extends { version: number; at_ms: number }>(one: T, other: T): boolean {
  if (one.version !== other.version) return one.version > other.version
  if (one.at_ms !== other.at_ms) return one.at_ms > other.at_ms
  return JSON.stringify(one) > JSON.stringify(other)
}

export const findObligation = (state: CustomerState, id: string): KnownObligation | undefined =>
  state.obligations.find((known) => known.id === id)

function insert(state: CustomerState, fresh: KnownObligation): void {
  const { obligations } = state
  let index = obligations.length
  while (index > 0 && (obligations[index - 1] as KnownObligation).id > fresh.id) index--
  obligations.splice(index, 0, fresh)
  if (obligations.length > OBLIGATIONS_MAX) dropFarthest(obligations)
}

/** Above the limit the obligation that is farthest ahead goes: the next ones are what a score is about. */
function dropFarthest(obligations: KnownObligation[]): void {
  let farthest = 0
  for (let i = 1; i < obligations.length; i++)
    if (
      (dayOf(obligations[i] as KnownObligation) ?? 0) >=
      (dayOf(obligations[farthest] as KnownObligation) ?? 0)
    )
      farthest = i
  obligations.splice(farthest, 1)
}

/** Keeps the terms; what is due too long ago is not kept. */
export function keepTerms(state: CustomerState, id: string, terms: Terms): void {
  const known = findObligation(state, id)
  if (!isRecentDue(state, terms.dueDay)) {
    if (known) state.obligations = state.obligations.filter((other) => other !== known)
  } else if (known) known.terms = terms
  else insert(state, { id, terms, settlements: [] })
  state.tidyDay = tidyDayOf(state.obligations)
}

/** Keeps a settlement with its obligation, or for one that is still to come; a reversed one is not kept (null). */
export function keepSettlement(state: CustomerState, fact: Settlement, day: number): KnownObligation | null {
  const hash = hashOfId('settlement', fact.id)
  if (isReversedSettlement(state, hash, day)) return null
  const settlement = { day, status: fact.status, amountMinor: fact.amountMinor, hash }
  const known = findObligation(state, fact.obligationId)
  if (!known) {
    const fresh = { id: fact.obligationId, terms: null, settlements: [settlement] }
    insert(state, fresh)
    state.tidyDay = tidyDayOf(state.obligations)
    return fresh
  }
  const { settlements } = known
  settlements.push(settlement)
  settlements.sort(inOrder)
  if (settlements.length > SETTLEMENTS_MAX) settlements.shift()
  state.tidyDay = tidyDayOf(state.obligations)
  return known
}

/** Takes back a settlement of at most `UNDONE_WITHIN_DAYS` before; says whose and of which day it was. */
export function dropSettlement(
  state: CustomerState,
  hash: number,
): { known: KnownObligation; day: number } | null {
  for (const known of state.obligations) {
    const { settlements } = known
    const index = settlements.findIndex(
      (one) => one.hash === hash && isReversedSettlement(state, hash, one.day),
    )
    const dropped = settlements[index]
    if (!dropped) continue
    settlements.splice(index, 1)
    if (known.terms === null && settlements.length === 0)
      state.obligations = state.obligations.filter((other) => other !== known)
    state.tidyDay = tidyDayOf(state.obligations)
    return { known, day: dropped.day }
  }
  return null
}

/** What an obligation is dated by; null where nothing of it is known. */
const dayOf = ({ terms, settlements }: KnownObligation): number | null =>
  terms?.dueDay ?? settlements.at(-1)?.day ?? null

/** Drops obligations of long ago, and the hashes of settlements that cannot be undone any more. */
export function tidyObligations(state: CustomerState): void {
  state.obligations = state.obligations.filter((known) => isRecentDue(state, dayOf(known) ?? state.newestDay))
  for (const { settlements } of state.obligations)
    for (const settlement of settlements) if (isFinalDay(state, settlement.day)) settlement.hash = 0
  state.tidyDay = tidyDayOf(state.obligations)
}

/** The first newest day on which there is something to tidy. */
export function tidyDayOf(obligations: readonly KnownObligation[]): number {
  let first = Infinity
  for (const known of obligations) {
    first = Math.min(first, (dayOf(known) ?? Infinity) + DAYS_KEPT)
    for (const { day, hash } of known.settlements) if (hash !== 0) first = Math.min(first, finalFrom(day))
  }
  return first
}

const inOrder = (a: DaySettlement, b: DaySettlement): number =>
  a.day - b.day ||
  (a.status < b.status ? -1 : a.status > b.status ? 1 : a.amountMinor - b.amountMinor || a.hash - b.hash)
