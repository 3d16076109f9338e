import type { Queryable } from './database.ts'

/** Below this many customers a share would tell about single people. */
export const GROUP_MIN = 50

/** The band of a column `age`. */
export const PEOPLE_AGE =
  "case when age < 30 then '18–29' when age < 45 then '30–44' when age < 60 then '45–59' when age >= 60 then '60+' end"

export const fairnessGroups = ['region', 'employment', 'language', 'age'] as const
export type FairnessGroup = {
  by: (typeof fairnessGroups)[number]
  key: string
  customers: number
  highShare: number
  mediumShare: number
  /** Mean, of those who have a score. */
  probability: number | null
}

/** How the levels fall on groups of customers that no rule and no feature may look at. */
export async function levelsByGroup(db: Queryable): Promise<FairnessGroup[]> {
  const { rows } = await db.query<FairnessGroup>(
    `with people as (
       select level, probability, region, employment, language,
         ${PEOPLE_AGE} as age
       from (select *, extract(year from as_of) - birth_year as age from customers where evaluation_id is not null) c)
     select case 15 - grouping(region, employment, language, age)
         when 8 then 'region' when 4 then 'employment' when 2 then 'language' else 'age' end as by,
       coalesce(region, employment, language, age) as key, count(*) as customers,
       avg((level = 'HIGH')::int)::float8 as "highShare", avg((level = 'MEDIUM')::int)::float8 as "mediumShare",
       avg(probability)::float8 as probability
     from people group by grouping sets ((region), (employment), (language), (age))
     having count(*) >= ${GROUP_MIN} and coalesce(region, employment, language, age) is not null
     order by 1, 2`,
  )
  return rows
}
