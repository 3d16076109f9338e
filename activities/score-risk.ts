import { ServiceError } from '../domain/errors.ts'
import type { Evaluation } from '../domain/evaluation.ts'
import type { Explanation, Reason } from '../domain/evidence.ts'
import type { FeatureVector } from '../domain/risk.ts'
import { reasonInWords, type ReasonLanguage } from '../features/reasons.ts'
import { inputRow, inputValues } from '../models/inputs.ts'
import type { Model } from '../models/registry.ts'
import { strongest } from '../models/strongest.ts'
import { storeCaseScore, type CaseScore } from '../stores/postgres/scores.ts'
import type { CaseDeps } from './deps.ts'
import { verifiedEvaluation } from './evaluation.ts'

export type ScoreRiskInput = { caseId: string; evaluationId: string; version: number }
export type Scored = { version: number }

/** As many reasons as a person reads. */
const REASONS_MAX = 6

/**
 * The score of record is the stream's. This reads it, computes it again to the same bits, and adds why: SHAP values and
 * reasons in words.
 * @throws corrupt | evaluation-hash, margin-mismatch, or why the version that made the score cannot be used
 */
export const scoreRisk =
  ({ db, models, language, onnxruntimeVersion }: CaseDeps) =>
  async ({ caseId, evaluationId, version }: ScoreRiskInput): Promise<Scored> => {
    const evaluation = await verifiedEvaluation(db, evaluationId)
    const runtime = { node: process.version, onnxruntime: onnxruntimeVersion }
    await storeCaseScore(db, caseId, version, { ...(await explain(models, evaluation, language)), runtime })
    return { version }
  }

type Explained = Omit<CaseScore, 'runtime'>

async function explain(
  models: CaseDeps['models'],
  evaluation: Evaluation,
  language: ReasonLanguage,
): Promise<Explained> {
  if (!evaluation.score) return { inputs: {}, explanation: null, reasons: [] }
  const model = await models.of(evaluation.score.model)
  const row = inputRow(evaluation.features, model.features)
  const margins = await sameMargins(model, row, evaluation.score)
  const shap = model.explain(row, 1, margins)
  const inputs = inputValues(row, model.features)
  const contributions = Object.fromEntries(model.features.map((name, at) => [name, (shap[at] ?? 0) + 0]))
  const explanation = { bias: (shap[model.features.length] ?? 0) + 0, contributions }
  return { inputs, explanation, reasons: reasonsOf(explanation, inputs, evaluation, language) }
}

/** The margin of the row, the same to the bit as in the evaluation. @throws corrupt | margin-mismatch */
async function sameMargins(
  model: Model,
  row: Float32Array,
  score: NonNullable<Evaluation['score']>,
): Promise<Float32Array> {
  const margins = await model.score(row, 1)
  const margin = margins[0] ?? NaN
  const isSame = margin === Math.fround(score.margin) && model.probability(margin) === score.probability
  if (isSame) return margins
  throw new ServiceError('corrupt', 'margin-mismatch', 'Scoring again gives another margin.')
}

function reasonsOf(
  explanation: Explanation,
  inputs: FeatureVector,
  { features: vector, obligation: due }: Evaluation,
  language: ReasonLanguage,
): Reason[] {
  return strongest(explanation.contributions, REASONS_MAX).map(([feature, contribution]) => {
    const value = inputs[feature] ?? null
    const { worker, regulator } = reasonInWords({ feature, value, contribution, vector, due }, language)
    return { feature, contribution, value, sentence: worker, statement: regulator }
  })
}
