import type { Queryable } from './database.ts'

/** As in the pack; together 100. */
export type UrgencyWeights = {
  probability: number
  due_nearness: number
  sla_used: number
  exposure: number
}
type Moment = {
  now: string
  today: string
  due: { min_days: number; max_days: number }
  steps: ExposureSteps
}

/** What breached its SLA, or was escalated, stands above by this much. */
const RAISED_BY = 100
/** Rows written at once; the rest follows with the next round. */
const ROWS_MAX = 1_000

/**
 * Brings the urgency of undecided cases up to date: the due date comes nearer and the SLA is used up while nobody touches
 * the case. A row is written once its points, as people see them, are otherwise; what is furthest off comes first. The same
 * formula as `policies/urgency.ts`. Returns how many rows it wrote.
 */
export async function refreshUrgency(
  db: Queryable,
  weights: UrgencyWeights,
  { now, today, due, steps }: Moment,
  rowsMax = ROWS_MAX,
): Promise<number> {
  const { rowCount } = await db.query(
    `with exposures as (select product, steps from jsonb_to_recordset($9) as e (product text, steps float8[])),
     fresh as (select case_id, urgency as before,
         $3::float8 * coalesce(probability, 0)
         + $4::float8 * ${share('($7::float8 - (due_date - $2::date)) / ($7::float8 - $8::float8)')}
         + $5::float8 * ${share(
           'extract(epoch from $1::timestamptz - opened_at) / nullif(extract(epoch from sla_due_at - opened_at), 0)',
         )}
         + $6::float8 * coalesce(width_bucket(exposure_minor::float8, e.steps) / cardinality(e.steps)::float8, 1)
         + case when urgency > ${RAISED_BY} then ${RAISED_BY} else 0 end as urgency
       from cases left join exposures e using (product) where stage in ('awaiting_decision', 'awaiting_second')),
     moved as (select case_id, urgency from fresh where round(urgency) <> round(before)
       order by abs(urgency - before) desc limit $10)
     update cases c set urgency = moved.urgency from moved
     where c.case_id = moved.case_id and c.stage in ('awaiting_decision', 'awaiting_second')`,
    [
      ...[now, today, weights.probability, weights.due_nearness, weights.sla_used, weights.exposure],
      ...[
        due.max_days,
        due.min_days,
        JSON.stringify([...steps].map(([product, it]) => ({ product, steps: it }))),
      ],
      rowsMax,
    ],
  )
  return rowCount ?? 0
}

const share = (term: string): string => `coalesce(least(1, greatest(0, ${term})), 0)`

/** For each product the exposures below which a share of its open cases stands: of 1/STEPS, of 2/STEPS and so on. */
export type ExposureSteps = ReadonlyMap<string, readonly number[]>
const STEPS = 200

/** Read once for many cases, in place of counting all cases for each. */
export async function readExposureSteps(db: Queryable): Promise<ExposureSteps> {
  const { rows } = await db.query<{ product: string; steps: number[] }>(
    `select product, percentile_disc(array(select step / ${STEPS}::float8 from generate_series(1, ${STEPS}) step))
         within group (order by exposure_minor)::float8[] as steps
       from cases where stage <> 'closed' group by product`,
  )
  return new Map(rows.map(({ product, steps }) => [product, steps]))
}

/** Where an exposure stands among the open cases of its product, 0–1, to the step. Alone it stands above all. */
export function shareOf(steps: ExposureSteps, product: string, exposureMinor: number): number {
  const known = steps.get(product)
  return known ? known.filter((step) => step <= exposureMinor).length / known.length : 1
}
