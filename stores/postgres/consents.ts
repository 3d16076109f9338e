import type { Consent } from '../../domain/contact.ts'
import type { Queryable } from './database.ts'

export type StoredConsent = Omit<Consent, 'customerId'> & { customer: string }

/** History is kept. Of two that speak of the same instant the withdrawal stands, whichever came last. */
export async function writeConsents(database: Queryable, consents: readonly StoredConsent[]): Promise<void> {
  const column = (name: keyof StoredConsent) => consents.map((consent) => consent[name])
  await database.query(
    `insert into consents (customer, channel, purpose, basis, status, at)
     select distinct on (customer, channel, purpose, at) customer, channel, purpose, basis, status, at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
       as sent (customer, channel, purpose, basis, status, at)
     order by customer, channel, purpose, at, status desc
     on conflict (customer, channel, purpose, at) do update
       set basis = excluded.basis, status = excluded.status where excluded.status = 'withdrawn'`,
    [
      column('customer'),
      column('channel'),
      column('purpose'),
      column('basis'),
      column('status'),
      column('at'),
    ],
  )
}

/** The newest word for each channel and purpose as of an instant (bank time). */
export async function readConsents(
  database: Queryable,
  customer: string,
  asOf: string,
): Promise<StoredConsent[]> {
  const { rows } = await database.query<StoredConsent>(
    `select distinct on (channel, purpose) customer, channel, purpose, basis, status, at from consents
     where customer = $1 and at <= $2 order by channel, purpose, at desc`,
    [customer, asOf],
  )
  return rows
}
