import type { DueObligation, Evaluation } from '../../domain/evaluation.ts'
import { evaluationIdOf } from '../../domain/ids.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import { computeFeatures } from '../../features/compute.ts'
import { nextObligation } from '../../features/next-obligation.ts'
import { inferPersona } from '../../features/persona.ts'
import type { CustomerState } from '../../features/state.ts'
import { assess } from '../../policies/assess.ts'
import type { Pack } from '../../policies/pack.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { OutboxRecord } from '../../stores/redis/outbox-record.ts'
import type { Scored, Scorer } from './scorer.ts'

/** A customer to evaluate, as of a bank instant. */
export type Subject = { customer: string; state: CustomerState; asOf_ms: number }
/** One record for the topic a subject. */
export type Evaluate = (subjects: readonly Subject[], cause: Evaluation['cause']) => Promise<OutboxRecord[]>

type Seen = { subject: Subject; features: FeatureVector; obligation: DueObligation | null }

/** The score of record of each customer: features, the model's scores in one batch, then scorecard, hardship, level. */
export function createEvaluate(pack: Pack, scorer: Scorer, zone: string): Evaluate {
  const look = (subject: Subject): Seen => ({
    subject,
    features: computeFeatures(subject.state, subject.asOf_ms, zone),
    obligation: nextObligation(subject.state, subject.asOf_ms, zone),
  })
  return async (subjects, cause) => {
    const seen = subjects.map(look)
    const due = seen.filter(({ obligation }) => obligation !== null)
    const scores = await scorer.score(due.map(({ features }) => features))
    const scoreOf = new Map(due.map((one, index) => [one, scores[index]]))
    return seen.map((one) => recordOf(conclude(pack, one, scoreOf.get(one) ?? { score: null }, cause)))
  }
}

function conclude(
  pack: Pack,
  { subject, features, obligation }: Seen,
  scored: Scored,
  cause: Evaluation['cause'],
): Evaluation {
  const persona = inferPersona(features)
  const assessment = assess(pack, { features, persona, probability: scored.score?.probability ?? null })
  const { customer, state, asOf_ms } = subject
  return {
    id: evaluationIdOf(customer, state.version),
    customer,
    stateVersion: state.version,
    asOf: new Date(asOf_ms).toISOString(),
    cause,
    features,
    persona,
    ...scored,
    ...assessment,
    obligation,
    pack: pack.ref,
  }
}

const recordOf = (evaluation: Evaluation): OutboxRecord => ({
  topic: topics.evaluations,
  key: evaluation.customer,
  value: JSON.stringify(evaluation),
})
