import { instantAt, localDayNumber } from '../domain/bank-time.ts'
import { dateOfDay } from '../domain/calendar.ts'
import type { ObligationNote } from '../domain/obligation-note.ts'
import { FEATURES_BEFORE_DUE_DAYS, OUTCOME_AFTER_DAYS, outcomeOf } from '../domain/outcome.ts'
import { computeFeatures } from './compute.ts'
import type { CustomerState, KnownObligation, Terms } from './state/shape.ts'

/**
 * Tells, while a customer's facts are folded, what the outcome row of each obligation needs: the features as they
 * were known then, and later what became of it. It keeps nothing of its own: what is due to be told follows from the
 * days that the state has seen, so a replay tells the same again.
 */
export interface Watch {
  /** To be called before the state sees a later day than any before. */
  beforeDay: (state: CustomerState, day: number) => void
  /** To be called after terms have changed; `before` are those known until then. */
  afterTerms: (state: CustomerState, id: string, before: Terms | null) => void
  /** To be called after a settlement of this day was kept or taken back. */
  afterSettlement: (state: CustomerState, known: KnownObligation, day: number) => void
  /** What has been told since the last call. */
  take: () => ObligationNote[]
}

/** `zone`: the bank's. */
export function openWatch(zone: string): Watch {
  let notes: ObligationNote[] = []
  const midnight = midnightsOf(zone)
  const tellFeatures = (state: CustomerState, obligationId: string, asOf_ms: number): void => {
    const features = computeFeatures(state, asOf_ms, zone)
    notes.push({ is: 'features', obligationId, asOf: new Date(asOf_ms).toISOString(), features })
  }
  const tellOutcome = (known: KnownObligation, terms: Terms): void => {
    const note = outcomeNote(known, terms, midnight)
    if (note) notes.push(note)
  }
  /** Whether the features were told when the terms arrived, or when their day came. */
  const areTold = (terms: Terms, seen: number): boolean =>
    featuresDay(terms) <= Math.max(seen, localDayNumber(terms.at_ms, zone))
  return {
    beforeDay: (state, day) => {
      const seen = seenDay(state)
      for (const known of state.obligations) {
        const { id, terms } = known
        if (terms === null) continue
        const due = featuresDay(terms)
        if (due > seen && due <= day && !areTold(terms, seen)) tellFeatures(state, id, midnight(due))
        const over = outcomeDay(terms)
        if (over > seen && over <= day) tellOutcome(known, terms)
      }
    },
    afterTerms: (state, id, before) => {
      const seen = seenDay(state)
      const known = state.obligations.find((one) => one.id === id)
      if (!known?.terms) return
      const { terms } = known
      if (areTold(terms, seen) && !(before && areTold(before, seen)))
        tellFeatures(state, id, Math.max(terms.at_ms, state.newest_ms) + 1)
      if (outcomeDay(terms) <= seen) tellOutcome(known, terms)
    },
    afterSettlement: (state, known, day) => {
      const { terms } = known
      if (terms && day < outcomeDay(terms) && outcomeDay(terms) <= seenDay(state)) tellOutcome(known, terms)
    },
    take: () => {
      const told = notes
      if (told.length > 0) notes = []
      return told
    },
  }
}

/** The newest day that the customer's facts or ticks have reached. */
const seenDay = ({ newestDay, lastTickDay }: CustomerState): number => Math.max(newestDay, lastTickDay)
const featuresDay = ({ dueDay }: Terms): number => dueDay - FEATURES_BEFORE_DUE_DAYS
const outcomeDay = ({ dueDay }: Terms): number => dueDay + OUTCOME_AFTER_DAYS + 1

/** The instant at which a day begins. Thousands of customers ask for the same few days. */
function midnightsOf(zone: string): (day: number) => number {
  const known = new Map<number, number>()
  return (day) => {
    const found = known.get(day) ?? instantAt(dateOfDay(day), 0, zone)
    known.set(day, found)
    return found
  }
}

function outcomeNote(
  { id, settlements }: KnownObligation,
  terms: Terms,
  midnight: (day: number) => number,
): ObligationNote | null {
  const dueDate = dateOfDay(terms.dueDay)
  const over = outcomeDay(terms)
  const dated = settlements.map(({ day, status, amountMinor }) => ({
    date: dateOfDay(day),
    status,
    amountMinor,
  }))
  const result = outcomeOf({ dueDate, amountMinor: terms.amountMinor }, dated, dateOfDay(over))
  if (result === null) return null
  const decidedAt = new Date(midnight(over)).toISOString()
  return { is: 'outcome', obligationId: id, dueDate, result, decidedAt }
}
