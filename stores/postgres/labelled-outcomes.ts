import type { FeatureVector } from '../../domain/risk.ts'
import type { Queryable } from './database.ts'
import { PEOPLE_AGE, type FairnessGroup } from './fairness.ts'

/** The newest ones: enough for every group, and read within a second. */
export const OUTCOMES_MAX = 4_000

export type LabelledOutcome = {
  /** 1: not paid on time. */
  label: 0 | 1
  features: FeatureVector
  /** In which group the customer stands; null where it is not known. */
  groups: Record<FairnessGroup['by'], string | null>
}

/** Outcomes with a label and the features of 21 days before they fell due, the newest first. */
export async function labelledOutcomes(db: Queryable): Promise<LabelledOutcome[]> {
  const { rows } = await db.query<LabelledOutcome>(
    `select o.label, o.features,
       json_build_object('region', c.region, 'employment', c.employment, 'language', c.language, 'age', ${PEOPLE_AGE}) as groups
     from outcomes o join (select *, extract(year from as_of) - birth_year as age from customers) c using (customer)
     where o.label is not null and o.features is not null
     order by o.decided_at desc limit $1`,
    [OUTCOMES_MAX],
  )
  return rows
}
