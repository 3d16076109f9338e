import { instantAt, localDateOf } from '../../domain/bank-time.ts'
import { addDays, type LocalDate } from '../../domain/calendar.ts'
import type { Obligation } from '../../domain/obligation.ts'
import {
  labelOf,
  OUTCOME_AFTER_DAYS,
  outcomeOf,
  type DatedSettlement,
  type OutcomeResult,
} from '../../domain/outcome.ts'
import type { TimedFact } from './facts.ts'

export interface OutcomeRow {
  obligation: Obligation
  knownAt: string
  asOf: string
  result: OutcomeResult
  /** 1: not paid on time; 0: paid on time; null: censored. */
  label: 0 | 1 | null
}

export interface OutcomeOptions {
  zone: string
  /** How long before the due date the features are taken. */
  daysBefore: number
  /** The local date on which the input ends. */
  today: LocalDate
}

/**
 * What became of one customer's obligations. Only those whose 29 days are over: before that, paid ones are known and
 * missed ones are not, and a model would learn from the difference.
 */
export function outcomeRows(facts: readonly TimedFact[], options: OutcomeOptions): OutcomeRow[] {
  const rows: OutcomeRow[] = []
  const settlements = settlementsOf(facts, options.zone)
  for (const { first, last } of obligationsOf(facts).values()) {
    if (addDays(last.dueDate, OUTCOME_AFTER_DAYS) >= options.today) continue
    const result = outcomeOf(last, settlements.get(last.id) ?? [], options.today)
    if (result === null) continue
    const asOf = asOfDate(last.dueDate, first.at, options)
    rows.push({ obligation: last, knownAt: first.at, asOf, result, label: labelOf(result) })
  }
  return rows
}

/** The first and the winning version of each obligation. */
function obligationsOf(facts: readonly TimedFact[]): Map<string, { first: Obligation; last: Obligation }> {
  const known = new Map<string, { first: Obligation; last: Obligation }>()
  for (const { fact } of facts) {
    if (fact.kind !== 'obligation') continue
    const earlier = known.get(fact.id)
    if (!earlier) known.set(fact.id, { first: fact, last: fact })
    else if (fact.version >= earlier.last.version) earlier.last = fact
  }
  return known
}

function settlementsOf(facts: readonly TimedFact[], zone: string): Map<string, DatedSettlement[]> {
  const byObligation = new Map<string, DatedSettlement[]>()
  for (const { at_ms, fact } of facts) {
    if (fact.kind !== 'settlement') continue
    const { status, amountMinor, obligationId } = fact
    const settlement = { status, amountMinor, date: localDateOf(at_ms, zone) }
    byObligation.set(obligationId, [...(byObligation.get(obligationId) ?? []), settlement])
  }
  return byObligation
}

/** So long before the due date, or just after the bank knew of the obligation, if that was later. */
function asOfDate(dueDate: LocalDate, knownAt: string, { zone, daysBefore }: OutcomeOptions): string {
  const before_ms = instantAt(addDays(dueDate, -daysBefore), 0, zone)
  return new Date(Math.max(before_ms, Date.parse(knownAt) + 1)).toISOString()
}
