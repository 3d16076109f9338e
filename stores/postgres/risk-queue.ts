import type { Hardship, Persona } from '../../domain/hardship.ts'
import type { Level } from '../../domain/risk.ts'
import type { Queryable } from './database.ts'
import { conditions, cursorAt, placeOf } from './keyset.ts'

/** A customer as last evaluated. `asOf` is bank time, `evaluatedAt` wall time. */
export type RiskRecord = {
  customer: string
  level: Level
  hardship: Hardship
  persona: Persona
  probability: number | null
  scorecardTotal: number
  risk: number
  product: string | null
  dueDate: string | null
  amountMinor: number | null
  currency: string | null
  region: string | null
  /** Of the open case that is no hold-out. */
  caseId: string | null
  caseTitle: string | null
  asOf: string
  evaluatedAt: string
}

export type RiskFilter = {
  sort: 'risk' | 'due'
  level?: string | undefined
  hardship?: string | undefined
  persona?: string | undefined
  product?: string | undefined
  region?: string | undefined
  customers?: readonly string[] | undefined
}

const sorts = {
  risk: { column: 'risk', type: 'float8', direction: 'desc', key: 'risk' },
  due: { column: 'due_date', type: 'date', direction: 'asc', key: 'dueDate' },
} as const

/**
 * Whoever has no open case with an action for a person looks the same: held out, cooling down, on hold or merely at
 * ease. Only the row of `cases` counts, which a hold-out never has for workers.
 */
const columns = `p.customer, p.level, p.hardship, p.persona, p.probability, p.scorecard_total as "scorecardTotal",
  p.risk, p.product, p.due_date as "dueDate", p.amount_minor as "amountMinor", p.currency, p.region,
  p.as_of as "asOf", p.evaluated_at as "evaluatedAt", c.case_id as "caseId", c.intervention_title as "caseTitle"`
const openCase = `left join lateral (select case_id, intervention_title from cases
  where cases.customer = p.customer and stage not in ('closed', 'monitoring') order by episode desc limit 1) c on true`

/** A page of the customers, in the order of an index. */
export async function listRisk(
  db: Queryable,
  filter: RiskFilter,
  page: { cursor: string | null; limit: number },
): Promise<{ rows: RiskRecord[]; nextCursor: string | null }> {
  const sort = sorts[filter.sort]
  const where = conditions('evaluation_id is not null')
  where.equal('level', filter.level)
  where.equal('hardship', filter.hardship)
  where.equal('persona', filter.persona)
  where.equal('product', filter.product)
  where.equal('region', filter.region)
  if (filter.customers !== undefined) where.add(`customer = any(${where.bind(filter.customers)})`)
  if (filter.sort === 'due') where.add('due_date is not null')
  if (page.cursor !== null) {
    const [value, id] = placeOf(page.cursor)
    const after = sort.direction === 'desc' ? '<' : '>'
    where.add(`(${sort.column}, customer) ${after} (${where.bind(value)}::${sort.type}, ${where.bind(id)})`)
  }
  const order = `${sort.column} ${sort.direction}, customer ${sort.direction}`
  const { rows } = await db.query<RiskRecord>(
    `select ${columns} from (select * from customers where ${where.text()}
       order by ${order} limit ${where.bind(page.limit + 1)}) p ${openCase}
     order by p.${sort.column} ${sort.direction}, p.customer ${sort.direction}`,
    where.values,
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  const value = last?.[sort.key]
  return {
    rows: shown,
    nextCursor: rows.length > page.limit && last && value != null ? cursorAt([value, last.customer]) : null,
  }
}

export async function findRisk(db: Queryable, customer: string): Promise<RiskRecord | null> {
  const { rows } = await db.query<RiskRecord>(
    `select ${columns} from customers p ${openCase} where p.customer = $1 and p.evaluation_id is not null`,
    [customer],
  )
  return rows[0] ?? null
}

export async function countCustomers(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ customers: number }>(
    'select count(*) as customers from customers where evaluation_id is not null',
  )
  return rows[0]?.customers ?? 0
}

export type Master = {
  region: string | null
  employment: string | null
  birthYear: number | null
  monthlyIncomeMinor: number | null
  incomeCurrency: string | null
}

export async function masterOf(db: Queryable, customer: string): Promise<Master | null> {
  const { rows } = await db.query<Master>(
    `select region, employment, birth_year as "birthYear", monthly_income_minor as "monthlyIncomeMinor",
       income_currency as "incomeCurrency" from customers where customer = $1`,
    [customer],
  )
  return rows[0] ?? null
}

/** The latest evaluation of a customer as it stood on the topic, as text; null where there is none yet. */
export async function latestEvaluation(db: Queryable, customer: string): Promise<string | null> {
  const { rows } = await db.query<{ body: string | null }>('select body from customers where customer = $1', [
    customer,
  ])
  return rows[0]?.body ?? null
}
