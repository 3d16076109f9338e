import { ServiceError } from '../domain/errors.ts'
import type { CaseStart } from '../domain/case.ts'
import type { Evaluation } from '../domain/evaluation.ts'
import type { Evidence } from '../domain/evidence.ts'
import type { Intervention } from '../domain/intervention.ts'
import type { CaseScore } from '../stores/postgres/scores.ts'

/** All that the decision will rest on, in one document. @throws corrupt | no-obligation */
export function composeEvidence(
  start: CaseStart,
  version: number,
  evaluation: Evaluation,
  score: CaseScore,
  intervention: Intervention,
): Evidence {
  if (evaluation.obligation?.id !== start.obligation.id)
    throw new ServiceError('corrupt', 'other-obligation', 'The evaluation is about another obligation.')
  const { asOf, features, persona, scorecard, hardship, level, levelRule, pack } = evaluation
  return {
    schema: 'evidence/1',
    caseId: start.caseId,
    customer: start.customer,
    version,
    evaluationId: evaluation.id,
    asOf,
    features,
    inputs: score.inputs,
    persona,
    score: evaluation.score,
    explanation: score.explanation,
    reasons: score.reasons,
    scorecard,
    hardship,
    ...(start.declared && { declared: start.declared }),
    level,
    levelRule,
    obligation: start.obligation,
    intervention,
    pack,
    runtime: score.runtime,
  }
}
