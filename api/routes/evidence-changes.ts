import type { Evaluation } from '../../domain/evaluation.ts'
import { hardshipOf, type Evidence } from '../../domain/evidence.ts'
import type { FactChange } from '../contract/case-context.ts'

type Snapshot = Pick<Evidence, 'level' | 'hardship' | 'persona' | 'score' | 'scorecard' | 'features'> &
  Pick<Evidence, 'declared'>

/** A probability is shown in whole percents, a point of the scorecard with one decimal. */
const PROBABILITY_STEP = 0.005
const POINTS_STEP = 0.05

/** What of an evidence is otherwise in a later look: what the decision rests on, then the features that were its reasons. */
export function evidenceChanges(before: Evidence, now: Evidence | Evaluation): FactChange[] {
  const after: Snapshot = now
  const headline = [
    change('level', before.level, after.level),
    change('hardship', hardshipOf(before), hardshipOf({ ...after, declared: before.declared })),
    change('persona', before.persona, after.persona),
    moved(
      'probability',
      before.score?.probability ?? null,
      after.score?.probability ?? null,
      PROBABILITY_STEP,
    ),
    moved('scorecard_total', before.scorecard.total, after.scorecard.total, POINTS_STEP),
  ]
  const named = new Set([
    ...before.reasons.map(({ feature }) => feature),
    ...Object.keys(before.hardship.facts),
  ])
  const features = [...named]
    .filter((name) => name in before.features && name in after.features)
    .map((name) => change(name, before.features[name] ?? null, after.features[name] ?? null))
  return [...headline, ...features].filter((it) => it !== null)
}

const change = (what: string, before: FactChange['before'], after: FactChange['after']): FactChange | null =>
  before === after ? null : { what, before, after }

function moved(what: string, before: number | null, after: number | null, step: number): FactChange | null {
  if (before === null || after === null) return change(what, before, after)
  return Math.abs(before - after) < step ? null : { what, before, after }
}
