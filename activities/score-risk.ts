import type { ClockMap } from '../domain/bank-time.ts'
import { ServiceError } from '../domain/errors.ts'
import type { Evaluation } from '../domain/evaluation.ts'
import type { Explanation, Reason } from '../domain/evidence.ts'
import type { FeatureVector } from '../domain/risk.ts'
import { reasonSentence } from '../features/reasons.ts'
import { inputRow } from '../models/inputs.ts'
import type { Model } from '../models/registry.ts'
import { readClock } from '../stores/postgres/bank-clock.ts'
import { storeCaseScore, type CaseScore } from '../stores/postgres/scores.ts'
import type { CaseDeps } from './deps.ts'
import { verifiedEvaluation } from './evaluation.ts'

export type ScoreRiskInput = { caseId: string; evaluationId: string; version: number }
export type Scored = { evaluationId: string; version: number; clock: ClockMap }

/** As many reasons as a person reads. */
const REASONS_MAX = 6

/**
 * The score of record is the stream's. This reads it, computes it again to the same bits, and adds why: SHAP values and
 * reasons in words.
 * @throws corrupt | evaluation-hash, model-mismatch, margin-mismatch
 */
export const scoreRisk =
  ({ db, model, onnxruntimeVersion }: CaseDeps) =>
  async ({ caseId, evaluationId, version }: ScoreRiskInput): Promise<Scored> => {
    const evaluation = await verifiedEvaluation(db, evaluationId)
    const runtime = { node: process.version, onnxruntime: onnxruntimeVersion }
    await storeCaseScore(db, caseId, version, { ...(await explain(model, evaluation)), runtime })
    return { evaluationId, version, clock: await readClock(db) }
  }

type Explained = Omit<CaseScore, 'runtime'>

async function explain(model: Model | null, evaluation: Evaluation): Promise<Explained> {
  if (!evaluation.score) return { inputs: {}, explanation: null, reasons: [] }
  if (model?.ref.sha256 !== evaluation.score.model.sha256)
    throw new ServiceError('corrupt', 'model-mismatch', 'The score was made by another model.', {
      version: evaluation.score.model.version,
    })
  const row = inputRow(evaluation.features, model.features)
  await refuseOtherScore(model, row, evaluation.score)
  const shap = model.explain(row, 1, Float32Array.of(evaluation.score.margin))
  const inputs = byName(model.features, row)
  const contributions = byName(model.features, shap)
  const explanation = { bias: shap[model.features.length] ?? 0, contributions }
  return { inputs, explanation, reasons: reasonsOf(explanation, inputs, evaluation.features) }
}

async function refuseOtherScore(
  model: Model,
  row: Float32Array,
  score: NonNullable<Evaluation['score']>,
): Promise<void> {
  const [margin] = await model.score(row, 1)
  const isSame = Object.is(margin, Math.fround(score.margin))
  if (isSame && margin !== undefined && model.probability(margin) === score.probability) return
  throw new ServiceError('corrupt', 'margin-mismatch', 'Scoring again gives another margin.')
}

/** Float32 values by feature name; NaN (missing) as null, −0 as 0. */
function byName<T extends Record<string, number>>(names: readonly string[], values: Float32Array): T
function byName(names: readonly string[], values: Float32Array): FeatureVector {
  return Object.fromEntries(
    names.map((name, index) => {
      const value = values[index] ?? NaN
      return [name, Number.isNaN(value) ? null : value + 0]
    }),
  )
}

function reasonsOf(explanation: Explanation, inputs: FeatureVector, features: FeatureVector): Reason[] {
  return Object.entries(explanation.contributions)
    .filter(([, contribution]) => contribution !== 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
    .slice(0, REASONS_MAX)
    .map(([feature, contribution]) => {
      const value = inputs[feature] ?? null
      return {
        feature,
        contribution,
        value,
        sentence: reasonSentence(feature, value, contribution, features),
      }
    })
}
