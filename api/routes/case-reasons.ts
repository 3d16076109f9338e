import type { Evidence } from '../../domain/evidence.ts'
import { reasonInWords, type ReasonLanguage } from '../../features/reasons.ts'
import type { CaseContext } from '../contract/case-context.ts'

/** The frozen reasons in a language, from the frozen numbers. One whose feature has left the catalogue keeps its own words. */
export const reasonsIn = (
  { reasons, features: vector, obligation: due }: Evidence,
  language: ReasonLanguage,
  known: ReadonlySet<string>,
): CaseContext['reasons'] =>
  reasons.map(({ feature, value, contribution, sentence }) => ({
    feature,
    sentence: known.has(feature)
      ? reasonInWords({ feature, value, contribution, vector, due }, language).worker
      : sentence,
  }))
