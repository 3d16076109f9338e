import type { Registration } from '../../domain/registration.ts'
import type { Queryable } from './database.ts'

const columns = `country, channel, kind, registered_id as "registeredId", value, category, text,
  valid_from as "validFrom", valid_until as "validUntil"`
const REGISTRATIONS_READ_MAX = 2_000

/** Enters registrations; one that is known takes on what is said now. */
export async function writeRegistrations(
  db: Queryable,
  registrations: readonly Registration[],
  enteredBy: string,
): Promise<void> {
  await db.query(
    `insert into registrations (country, channel, kind, registered_id, value, category, text, valid_from,
       valid_until, entered_by)
     select r.country, r.channel, r.kind, r."registeredId", r.value, r.category, r.text, r."validFrom",
       r."validUntil", $2
     from jsonb_to_recordset($1::jsonb) as r (country text, channel text, kind text, "registeredId" text,
       value text, category text, text text, "validFrom" date, "validUntil" date)
     on conflict (country, channel, kind, registered_id) do update set value = excluded.value,
       category = excluded.category, text = excluded.text, valid_from = excluded.valid_from,
       valid_until = excluded.valid_until, entered_by = excluded.entered_by, entered_at = now()`,
    [JSON.stringify(registrations), enteredBy],
  )
}

/** Those of a country, on one channel or on all. */
export async function registrationsOf(
  db: Queryable,
  country: string,
  channel: string | null = null,
): Promise<Registration[]> {
  const { rows } = await db.query<Registration>(
    `select ${columns} from registrations where country = $1 and ($2::text is null or channel = $2)
     order by channel, kind, registered_id limit ${REGISTRATIONS_READ_MAX}`,
    [country, channel],
  )
  return rows
}
