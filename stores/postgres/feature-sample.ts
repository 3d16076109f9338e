import type { Evaluation } from '../../domain/evaluation.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import { newestOf } from './customers.ts'
import type { Queryable } from './database.ts'

/** Enough for ten bins a feature; the whole table would tell nothing more. */
export const SAMPLE_MAX = 2_000

/**
 * Keeps the features of the customers of the sample as of their last morning, for whom something falls due. Right after
 * an event a customer looks otherwise than on an ordinary day, and a model learns from days: like is held against like.
 * The first customers make the sample; tokens are hashes, so who comes first is as good as chance.
 */
export async function keepFeatureSample(db: Queryable, evaluations: readonly Evaluation[]): Promise<void> {
  const mornings = newestOf(
    evaluations.filter(({ cause }) => cause === 'tick'),
    ({ customer }) => customer,
    ({ stateVersion }) => stateVersion,
  )
  if (mornings.length === 0) return
  const [scored, others] = [mornings.filter(({ score }) => score), mornings.filter(({ score }) => !score)]
  const rows = scored.map(({ customer, features }) => ({ customer, features: JSON.stringify(features) }))
  await db.query(
    `with gone as (delete from feature_sample where customer = any($2))
     insert into feature_sample (customer, features)
     select r.customer, r.features from jsonb_to_recordset($1::jsonb) as r (customer text, features text)
     where r.customer in (select customer from feature_sample) or (select count(*) from feature_sample) < $3
     on conflict (customer) do update set features = excluded.features`,
    [JSON.stringify(rows), others.map(({ customer }) => customer), SAMPLE_MAX],
  )
}

/** The features of the sample. */
export async function sampleFeatures(db: Queryable): Promise<FeatureVector[]> {
  const { rows } = await db.query<{ features: string }>(
    `select features from feature_sample order by customer limit $1`,
    [SAMPLE_MAX],
  )
  return rows.map(({ features }) => JSON.parse(features) as FeatureVector)
}
