import { instantAt, localDateOf } from '../../domain/bank-time.ts'
import { addDays } from '../../domain/calendar.ts'
import { evaluationIdOf } from '../../domain/ids.ts'
import { evaluationSchema, type Evaluation } from '../../domain/evaluation.ts'
import type { Persona } from '../../domain/hardship.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import { featureNames } from '../../features/catalogue.ts'
import { inputRow } from '../../models/inputs.ts'
import { DISTRESS_FOLDER, loadChampion } from '../../models/registry.ts'
import { assess } from '../../policies/assess.ts'
import { loadPack } from '../../policies/pack.ts'
import { BANK_ZONE, INSTALMENT_MINOR } from '../harness/distressed-customer.ts'

const ordinary: FeatureVector = {
  ...Object.fromEntries(featureNames.map((name) => [name, null])),
  ...{ transactions_total: 200, transactions_90d: 40, income_expected: 1, salary_seen_90d: 1 },
  ...{ days_since_salary: 12, atm_count_7d: 0, spending_change_28d: 0, days_since_transaction: 1 },
  ...{ own_gap_median_days: 1, essential_minor_90d: 3_000_000, discretionary_minor_90d: 1_500_000 },
  ...{ all_spending_minor_90d: 6_000_000, monthly_income_minor: 5_000_000, obligations_to_income: 0.2 },
  ...{ balance_ratio_60d: 0.9, days_to_due: 18, failed_debits_90d: 0 },
}

type Facts = { features: FeatureVector; persona: Persona }

/** What a customer must look like for each row of the intervention matrix that the tests walk through. */
const customers = {
  /** LIQUIDITY_STRESS × MEDIUM: a plain message, one approval. */
  message: { features: { atm_count_7d: 12, spending_change_28d: -0.65 }, persona: 'stable' },
  /** INCOME_SHOCK × HIGH: a contract change, two approvals, the second with credit authority. */
  contract: {
    features: { salary_seen_90d: 0, days_since_salary: null, atm_count_7d: 12 },
    persona: 'income_shock',
  },
  /** OVERSPENDING × MEDIUM: a referral, two approvals. */
  referral: {
    features: { atm_count_7d: 4, spending_change_28d: -0.65, discretionary_minor_90d: 30_000_000 },
    persona: 'overspender',
  },
  /** LOW: nothing is asked for. */
  calm: { features: {}, persona: 'stable' },
  /** NONE × MEDIUM: is watched. */
  monitor: { features: { atm_count_7d: 4, spending_change_28d: -0.65 }, persona: 'stable' },
  /** NONE × HIGH: a person must look; there is no plan. */
  manual: {
    features: { salary_seen_90d: 0, days_since_salary: null, atm_count_7d: 4, spending_change_28d: -0.36 },
    persona: 'stable',
  },
} as const satisfies Record<string, { features: FeatureVector; persona: Persona }>
export type Kind = keyof typeof customers

export const DUE_IN_DAYS = 18

/** The stream's conclusion about such a customer at ten in the morning of a bank day; without a model, so that the scorecard decides. */
export async function evaluationOf(customer: string, kind: Kind, now_ms: number): Promise<Evaluation> {
  const pack = loadPack('in')
  const facts: Facts = {
    features: { ...ordinary, ...customers[kind].features },
    persona: customers[kind].persona,
  }
  const today = localDateOf(now_ms, BANK_ZONE)
  return evaluationSchema.parse({
    id: evaluationIdOf(customer, 1),
    customer,
    stateVersion: 1,
    asOf: new Date(Math.min(now_ms, instantAt(today, 10 * 60, BANK_ZONE))).toISOString(),
    cause: 'events',
    ...facts,
    score: null,
    ...(await assess(pack, { ...facts, probability: null })),
    obligation: {
      id: `loan-${customer.slice(-6)}`,
      product: 'loan',
      dueDate: addDays(today, DUE_IN_DAYS),
      amountMinor: INSTALMENT_MINOR,
      currency: 'INR',
      outstandingMinor: INSTALMENT_MINOR * 24,
    },
    pack: pack.ref,
  })
}

/** The same conclusion with the shipped model's score; scorecard and hardship stay, the level follows the probability. */
export async function scored(evaluation: Evaluation): Promise<Evaluation> {
  const model = await loadChampion(DISTRESS_FOLDER)
  const [margin = NaN] = await model.score(inputRow(evaluation.features, model.features), 1)
  const score = { model: model.ref, margin, probability: model.probability(margin) }
  const { features, persona } = evaluation
  const found = await assess(loadPack('in'), { features, persona, probability: score.probability })
  return { ...evaluation, ...found, score }
}

/** The next float32 above: one bit of the margin differs. */
export function oneBitOff(margin: number): number {
  const bits = new Int32Array(Float32Array.of(margin).buffer)
  bits[0] = (bits[0] ?? 0) + 1
  return new Float32Array(bits.buffer)[0] ?? NaN
}
