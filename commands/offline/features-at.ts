import type { FeatureVector } from '../../domain/risk.ts'
import { computeFeatures } from '../../features/compute.ts'
import { foldFact } from '../../features/fold.ts'
import { emptyState } from '../../features/state.ts'
import type { TimedFact } from './facts.ts'

/**
 * Features of one customer at several instants, in the order of the instants given, by the stream's own code:
 * at each one exactly the facts before it are folded, so nothing later can show in it.
 */
export function featuresAt(
  facts: readonly TimedFact[],
  instants_ms: readonly number[],
  zone: string,
): FeatureVector[] {
  const state = emptyState()
  const vectors: FeatureVector[] = new Array<FeatureVector>(instants_ms.length)
  const inTime = instants_ms
    .map((asOf_ms, index) => ({ asOf_ms, index }))
    .sort((a, b) => a.asOf_ms - b.asOf_ms)
  let next = 0
  for (const { asOf_ms, index } of inTime) {
    for (let timed = facts[next]; timed && timed.at_ms < asOf_ms; timed = facts[++next])
      foldFact(state, timed.fact, { zone, brokerBankTime_ms: timed.at_ms })
    vectors[index] = computeFeatures(state, asOf_ms, zone)
  }
  return vectors
}
