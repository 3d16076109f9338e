import { DAY_MS } from '../../domain/calendar.ts'
import { ERASED_KEPT_DAYS } from '../../domain/erasure.ts'

const KEPT_MS = ERASED_KEPT_DAYS * DAY_MS

/** When a customer was erased (bank time of the record), and whether there is news of them after ERASED_KEPT_DAYS. */
type Erasure = { at_ms: number; cameBack: boolean }

export type LeftOut = ReturnType<typeof openLeftOut>

/**
 * What a rewrite leaves out: all that came of an erased customer until ERASED_KEPT_DAYS later. The erasure itself stays
 * while it has something to drop, and where states may be counted on from it: where the customer came back since, or
 * evaluations of before are kept as a case's proof, whose ids nobody else may get.
 */
export function openLeftOut() {
  const erasures = new Map<string, Erasure>()
  const proven = new Set<string>()
  const isOver = (customer: string, { at_ms, cameBack }: Erasure, now_ms: number): boolean =>
    !cameBack && !proven.has(customer) && now_ms >= at_ms + KEPT_MS
  return {
    /** Hears of the topic's records, those of a customer in their order. */
    hear: (customer: string, isErasure: boolean, bank_ms: number): void => {
      const known = erasures.get(customer)
      const isLater = known !== undefined && bank_ms >= known.at_ms + KEPT_MS
      if (isErasure && (!known || isLater)) erasures.set(customer, { at_ms: bank_ms, cameBack: false })
      else if (known && isLater) known.cameBack = true
    },
    /** Who was ever erased. */
    erased: (): string[] => [...erasures.keys()],
    /** Evaluations of these customers are kept. */
    keepErasureOf: (customers: Iterable<string>): void => {
      for (const customer of customers) proven.add(customer)
    },
    isLeftOut: (customer: string, isErasure: boolean, bank_ms: number, now_ms: number): boolean => {
      const known = erasures.get(customer)
      if (!known || bank_ms >= known.at_ms + KEPT_MS) return false
      if (!isErasure || bank_ms < known.at_ms) return true
      return isOver(customer, known, now_ms)
    },
    /** Those of whom nothing is left. */
    gone: (now_ms: number): string[] =>
      [...erasures].flatMap(([customer, known]) => (isOver(customer, known, now_ms) ? [customer] : [])),
  }
}
