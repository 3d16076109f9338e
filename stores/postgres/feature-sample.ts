import type { FeatureVector } from '../../domain/risk.ts'
import type { Queryable } from './database.ts'

/** Enough for ten bins a feature; the whole table would tell nothing more. */
export const SAMPLE_MAX = 2_000

/**
 * The features of customers as last evaluated whom a model scores, which is to say for whom something falls due: it learned
 * from no others. A sample by token: tokens are hashes, so their order is as good as chance.
 */
export async function sampleFeatures(db: Queryable): Promise<FeatureVector[]> {
  const { rows } = await db.query<{ features: FeatureVector }>(
    `select body::jsonb -> 'features' as features from customers where body is not null and probability is not null order by customer limit $1`,
    [SAMPLE_MAX],
  )
  return rows.map((row) => row.features)
}
