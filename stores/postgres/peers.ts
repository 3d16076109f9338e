import type { Queryable } from './database.ts'

/** Below this many peers a comparison would tell about single people. */
export const PEERS_MIN = 50
/** More peers sharpen nothing. */
const PEERS_READ_MAX = 400

export type Peers = {
  customers: number
  features: { name: string; low: number; middle: number; high: number }[]
}

/** Quartiles of each feature among customers of the same product, income decile and region; null below PEERS_MIN. */
export async function peersOf(db: Queryable, customer: string): Promise<Peers | null> {
  const members = await peerGroup(db, customer)
  if (members.length < PEERS_MIN) return null
  const { rows } = await db.query<Peers['features'][number]>(
    `select f.key as name, percentile_cont(0.25) within group (order by f.value::float8) as low,
       percentile_cont(0.5) within group (order by f.value::float8) as middle,
       percentile_cont(0.75) within group (order by f.value::float8) as high
     from customers p cross join lateral jsonb_each_text(p.body::jsonb -> 'features') f
     where p.customer = any($1) and f.value is not null
     group by f.key having count(*) >= $2`,
    [members, PEERS_MIN],
  )
  return { customers: members.length, features: rows }
}

/** Customers between the decile borders around one's own income. */
async function peerGroup(db: Queryable, customer: string): Promise<string[]> {
  const { rows } = await db.query<{ customer: string }>(
    `with me as (select product, region, income_currency, monthly_income_minor from customers
       where customer = $1 and product is not null and region is not null and monthly_income_minor is not null),
     deciles as (select percentile_disc(array[0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1]) within group
       (order by p.monthly_income_minor) as borders
       from customers p join me on p.income_currency is not distinct from me.income_currency),
     mine as (select max(b) filter (where b <= monthly_income_minor) as lower,
       min(b) filter (where b > monthly_income_minor) as upper
       from me, deciles, unnest(borders) b)
     select p.customer from customers p, me, mine
     where p.product = me.product and p.region = me.region and p.customer <> $1
       and p.income_currency is not distinct from me.income_currency
       and p.monthly_income_minor >= lower and (upper is null or p.monthly_income_minor < upper)
       and p.evaluation_id is not null
     order by p.customer limit ${PEERS_READ_MAX}`,
    [customer],
  )
  return rows.map((row) => row.customer)
}
