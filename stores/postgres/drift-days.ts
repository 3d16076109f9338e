import type { LocalDate } from '../../domain/calendar.ts'
import type { Queryable } from './database.ts'

const DAYS_READ = 60

export type DriftDay = { date: LocalDate; feature: string; psi: number }

/** Keeps how far each feature stands from a model's training, for the bank day of the newest evaluation; the last word of a day stands. */
export async function keepDriftDay(
  db: Queryable,
  { zone, model, drift }: { zone: string; model: string; drift: readonly Omit<DriftDay, 'date'>[] },
): Promise<void> {
  await db.query(
    `insert into drift_days (bank_date, model, feature, psi)
     select d.bank_date, $2, it.feature, it.psi
     from (select (max(as_of) at time zone $1)::date as bank_date from customers) d
       cross join jsonb_to_recordset($3::jsonb) as it (feature text, psi float8)
     where d.bank_date is not null
     on conflict (model, bank_date, feature) do update set psi = excluded.psi`,
    [zone, model, JSON.stringify(drift)],
  )
}

/** The last bank days of a model, oldest first. */
export async function driftDays(db: Queryable, model: string): Promise<DriftDay[]> {
  const { rows } = await db.query<DriftDay>(
    `select bank_date as date, feature, psi from drift_days where model = $1
       and bank_date > (select max(bank_date) from drift_days where model = $1) - ${DAYS_READ}
     order by bank_date, feature`,
    [model],
  )
  return rows
}
