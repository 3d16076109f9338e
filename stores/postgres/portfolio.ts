import type { Hardship, Persona } from '../../domain/hardship.ts'
import type { Level } from '../../domain/risk.ts'
import type { Queryable } from './database.ts'

const TREND_DAYS = 60

export type Share<K> = { key: K; customers: number }
export type PortfolioCounts = {
  asOf: string | null
  matrix: { hardship: Hardship; level: Level; customers: number }[]
  personas: Share<Persona>[]
  products: Share<string | null>[]
  regions: Share<string | null>[]
}

type GroupRow = {
  hardship: Hardship | null
  level: Level | null
  persona: Persona | null
  product: string | null
  region: string | null
  /** One bit a column that the group does not look at. */
  set: number
  customers: number
  asOf: string
}
const MATRIX = 0b00111
const PERSONA = 0b11011
const PRODUCT = 0b11101
const REGION = 0b11110

/** Every count of the portfolio in one pass over the customers. */
export async function readPortfolio(db: Queryable): Promise<PortfolioCounts> {
  const { rows } = await db.query<GroupRow>(
    `select hardship, level, persona, product, region, count(*) as customers, max(as_of) as "asOf",
       grouping(hardship, level, persona, product, region) as set
     from customers where evaluation_id is not null
     group by grouping sets ((hardship, level), (persona), (product), (region))`,
  )
  const of = (set: number) => rows.filter((row) => row.set === set)
  const share = <K>(set: number, keyOf: (row: GroupRow) => K): Share<K>[] =>
    of(set)
      .map((row) => ({ key: keyOf(row), customers: row.customers }))
      .sort((a, b) => b.customers - a.customers)
  return {
    asOf:
      rows
        .map((row) => row.asOf)
        .sort()
        .at(-1) ?? null,
    matrix: of(MATRIX).flatMap(({ hardship, level, customers }) =>
      hardship && level ? [{ hardship, level, customers }] : [],
    ),
    personas: share(PERSONA, (row) => row.persona).filter((it): it is Share<Persona> => it.key !== null),
    products: share(PRODUCT, (row) => row.product),
    regions: share(REGION, (row) => row.region),
  }
}

export type LevelDay = { date: string; level: Level; customers: number }

/** The levels at the end of each of the last bank days, oldest first. */
export async function levelTrend(db: Queryable): Promise<LevelDay[]> {
  const { rows } = await db.query<LevelDay>(
    `select bank_date as date, level, customers from level_days
     where bank_date > (select max(bank_date) from level_days) - ${TREND_DAYS} order by bank_date, level`,
  )
  return rows
}

/** Customers at each level. */
export async function countLevels(db: Queryable): Promise<Share<Level>[]> {
  const { rows } = await db.query<Share<Level>>(
    `select level as key, count(*) as customers from customers where evaluation_id is not null group by level`,
  )
  return rows
}
