import { ServiceError } from '../../domain/errors.ts'
import { evaluationSchema, type Evaluation } from '../../domain/evaluation.ts'
import type { Reason } from '../../domain/evidence.ts'
import { reasonInWords, type ReasonLanguage } from '../../features/reasons.ts'
import { inputRow, inputValues } from '../../models/inputs.ts'
import { strongest } from '../../models/strongest.ts'
import { latestEvaluation } from '../../stores/postgres/risk-queue.ts'
import type { CustomerReasons } from '../contract/customers.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type ReasonDeps = Pick<Deps, 'database' | 'models'>

const REASONS_MAX = 8

/** For every customer, also where no case is open: a case freezes reasons of its own. */
export const customerReasonHandlers = ({
  database,
  models,
}: ReasonDeps): Pick<Handlers, 'getCustomerReasons'> => ({
  getCustomerReasons: async ({ params, query }) => {
    const body = await latestEvaluation(database, params.token)
    if (body === null)
      throw new ServiceError('not-found', 'customer', 'No evaluation of such a customer is known')
    const evaluation = evaluationSchema.parse(JSON.parse(body))
    return reasonsFor(models, evaluation, query.language)
  },
})

async function reasonsFor(
  models: Deps['models'],
  evaluation: Evaluation,
  language: ReasonLanguage,
): Promise<CustomerReasons> {
  const { score, features: vector, obligation: due } = evaluation
  if (!score) return { model: null, explanation: null, reasons: [] }
  const model = await models.of(score.model)
  const row = inputRow(vector, model.features)
  const shap = model.explain(row, 1, await model.score(row, 1))
  const contributions = Object.fromEntries(model.features.map((name, at) => [name, (shap[at] ?? 0) + 0]))
  const inputs = inputValues(row, model.features)
  return {
    model: score.model.version,
    explanation: { bias: (shap[model.features.length] ?? 0) + 0, contributions },
    reasons: strongest(contributions, REASONS_MAX).map(([feature, contribution]): Reason => {
      const value = inputs[feature] ?? null
      const { worker, regulator } = reasonInWords({ feature, value, contribution, vector, due }, language)
      return { feature, contribution, value, sentence: worker, statement: regulator }
    }),
  }
}
