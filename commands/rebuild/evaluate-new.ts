import { HISTORY_AFTER_DAYS } from '../../domain/bank-event.ts'
import { DAY_MS } from '../../domain/calendar.ts'
import type { Evaluate } from '../../workers/stream/evaluate.ts'

/**
 * Evaluates only what was never evaluated before and is not history by now (`now_ms`, bank time): what was lost with
 * Redis before it was published. All else is on the topic of evaluations, or waits for the next tick.
 */
export function evaluateNew(
  evaluate: Evaluate,
  newest: ReadonlyMap<string, number>,
  now_ms: number,
): Evaluate {
  const from_ms = now_ms - HISTORY_AFTER_DAYS * DAY_MS
  return (subjects, cause) =>
    evaluate(
      subjects.filter(
        ({ customer, state, asOf_ms }) => asOf_ms >= from_ms && state.version > (newest.get(customer) ?? 0),
      ),
      cause,
    )
}
