import type { Customer } from '../../domain/customer.ts'
import type { Evaluation } from '../../domain/evaluation.ts'
import { levels } from '../../domain/risk.ts'
import type { Queryable } from './database.ts'

export type KeyedMaster = { customer: string; master: Customer }

/** Of several of one customer only the newest: one statement may not write a row twice. */
export function newestOf<T>(rows: readonly T[], keyOf: (row: T) => string, ageOf: (row: T) => number): T[] {
  const newest = new Map<string, T>()
  for (const row of rows) {
    const known = newest.get(keyOf(row))
    if (!known || ageOf(known) < ageOf(row)) newest.set(keyOf(row), row)
  }
  return [...newest.values()]
}

/** Keeps the latest evaluation of each customer; an older one changes nothing. */
export async function keepScores(db: Queryable, evaluations: readonly Evaluation[]): Promise<void> {
  const rows = newestOf(
    evaluations,
    ({ customer }) => customer,
    ({ stateVersion }) => stateVersion,
  )
  if (rows.length === 0) return
  await db.query(
    `insert into customers as c (customer, evaluation_id, state_version, as_of, level, hardship, persona,
       probability, scorecard_total, product, due_date, amount_minor, currency, body, evaluated_at)
     select r.*, now() from jsonb_to_recordset($1::jsonb) as r (customer text, evaluation_id text,
       state_version bigint, as_of timestamptz, level text, hardship text, persona text, probability float8,
       scorecard_total float8, product text, due_date date, amount_minor bigint, currency text, body text)
     on conflict (customer) do update set evaluation_id = excluded.evaluation_id,
       state_version = excluded.state_version, as_of = excluded.as_of, level = excluded.level,
       hardship = excluded.hardship, persona = excluded.persona, probability = excluded.probability,
       scorecard_total = excluded.scorecard_total, product = excluded.product, due_date = excluded.due_date,
       amount_minor = excluded.amount_minor, currency = excluded.currency, body = excluded.body,
       evaluated_at = excluded.evaluated_at
     where c.state_version is null or c.state_version < excluded.state_version`,
    [JSON.stringify(rows.map(scoreRow))],
  )
}

const scoreRow = (evaluation: Evaluation) => ({
  customer: evaluation.customer,
  evaluation_id: evaluation.id,
  state_version: evaluation.stateVersion,
  as_of: evaluation.asOf,
  level: evaluation.level,
  hardship: evaluation.hardship.type,
  persona: evaluation.persona,
  probability: evaluation.score?.probability ?? null,
  scorecard_total: evaluation.scorecard.total,
  product: evaluation.obligation?.product ?? null,
  due_date: evaluation.obligation?.dueDate ?? null,
  amount_minor: evaluation.obligation?.amountMinor ?? null,
  currency: evaluation.obligation?.currency ?? null,
  body: JSON.stringify(evaluation),
})

/** Keeps the highest version of each customer's master data. */
export async function keepMasters(db: Queryable, masters: readonly KeyedMaster[]): Promise<void> {
  const rows = newestOf(
    masters,
    ({ customer }) => customer,
    ({ master }) => master.version,
  )
  if (rows.length === 0) return
  await db.query(
    `insert into customers as c (customer, master_version, monthly_income_minor, income_currency, region,
       employment, birth_year, language)
     select * from jsonb_to_recordset($1::jsonb) as r (customer text, master_version int,
       monthly_income_minor bigint, income_currency text, region text, employment text, birth_year int, language text)
     on conflict (customer) do update set master_version = excluded.master_version,
       monthly_income_minor = excluded.monthly_income_minor, income_currency = excluded.income_currency,
       region = excluded.region, employment = excluded.employment, birth_year = excluded.birth_year,
       language = excluded.language
     where c.master_version is null or c.master_version < excluded.master_version`,
    [JSON.stringify(rows.map(masterRow))],
  )
}

const masterRow = ({ customer, master }: KeyedMaster) => ({
  customer,
  master_version: master.version,
  monthly_income_minor: master.monthlyIncomeMinor ?? null,
  income_currency: master.currency ?? null,
  region: master.region ?? null,
  employment: master.employment ?? null,
  birth_year: master.birthYear ?? null,
  language: master.language ?? null,
})

/** Writes how many customers stand at each level, for the bank day of the newest evaluation. */
export async function keepLevelDay(db: Queryable, zone: string): Promise<void> {
  await db.query(
    `with today as (select (max(as_of) at time zone $1)::date as bank_date from customers)
     insert into level_days (bank_date, level, customers)
     select bank_date, l.level, count(c.customer)
     from today cross join unnest($2::text[]) as l (level) left join customers c on c.level = l.level
     where bank_date is not null group by bank_date, l.level
     on conflict (bank_date, level) do update set customers = excluded.customers`,
    [zone, levels],
  )
}

export type NewestKind = 'transaction' | 'evaluation'

/** Moves the mark of the newest fact of a kind; an older one changes nothing. */
export async function keepNewest(db: Queryable, kind: NewestKind, bankAt: string): Promise<void> {
  await db.query(
    `insert into newest as n (kind, bank_at, seen_at) values ($1, $2, now())
     on conflict (kind) do update set bank_at = excluded.bank_at, seen_at = excluded.seen_at
     where n.bank_at <= excluded.bank_at`,
    [kind, bankAt],
  )
}
