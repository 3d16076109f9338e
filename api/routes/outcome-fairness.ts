import type { FeatureVector } from '../../domain/risk.ts'
import { inferPersona } from '../../features/persona.ts'
import { inputRows } from '../../models/inputs.ts'
import type { Model } from '../../models/model.ts'
import { assess } from '../../policies/assess.ts'
import type { Pack } from '../../policies/pack.ts'
import { fairnessGroups } from '../../stores/postgres/fairness.ts'
import type { LabelledOutcome } from '../../stores/postgres/labelled-outcomes.ts'
import type { Models } from '../contract/models.ts'

type GroupOutcomes = Models['fairness']['outcomes'][number]
type Judged = LabelledOutcome & { isFlagged: boolean }

/** Of each result; a rate of fewer would be chance. */
export const LABELS_MIN = 20

/**
 * For each group: of those who did not pay on time, how many would have been flagged 21 days before (true positives), and
 * of those who did, how many (false positives); flagged is HIGH or MEDIUM by the model and the pack of now. Null where the
 * labels do not suffice.
 */
export async function outcomesByGroup(
  model: Model,
  pack: Pack,
  outcomes: readonly LabelledOutcome[],
): Promise<GroupOutcomes[]> {
  const judged = await judge(model, pack, outcomes)
  return fairnessGroups.flatMap((by) => {
    const keys = new Set(judged.map(({ groups }) => groups[by]).filter((key) => key !== null))
    return [...keys].sort().map((key) => ({
      ...{ by, key },
      ...ratesOf(judged.filter(({ groups }) => groups[by] === key)),
    }))
  })
}

async function judge(model: Model, pack: Pack, outcomes: readonly LabelledOutcome[]): Promise<Judged[]> {
  const known = outcomes.filter(({ features }) => model.features.every((name) => name in features))
  const rows = inputRows(
    known.map(({ features }) => features),
    model.features,
  )
  const margins = known.length > 0 ? await model.score(rows, known.length) : []
  return known.map((outcome, at) => ({
    ...outcome,
    isFlagged: isFlagged(pack, outcome.features, model.probability(margins[at] ?? NaN)),
  }))
}

function isFlagged(pack: Pack, features: FeatureVector, probability: number): boolean {
  const { level } = assess(pack, { features, persona: inferPersona(features), probability })
  return level === 'HIGH' || level === 'MEDIUM'
}

function ratesOf(judged: readonly Judged[]): Omit<GroupOutcomes, 'by' | 'key'> {
  const missed = judged.filter(({ label }) => label === 1)
  const paid = judged.filter(({ label }) => label === 0)
  return {
    ...{ outcomes: judged.length, missed: missed.length },
    ...{ truePositiveRate: flaggedShare(missed), falsePositiveRate: flaggedShare(paid) },
  }
}

const flaggedShare = (judged: readonly Judged[]): number | null =>
  judged.length < LABELS_MIN ? null : judged.filter((it) => it.isFlagged).length / judged.length
