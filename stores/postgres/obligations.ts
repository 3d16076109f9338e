import type { LocalDate } from '../../domain/calendar.ts'
import type { ObligationSettled } from '../../domain/case-messages.ts'
import { LATE_HORIZON_DAYS } from '../../domain/bank-event.ts'
import type { Obligation, Settlement } from '../../domain/obligation.ts'
import type { Reversal } from '../../domain/reversal.ts'
import type { Queryable } from './database.ts'

export type KeyedObligation = { customer: string; obligation: Obligation }
/** `date` is the day of the settlement in the bank's zone. */
export type KeyedSettlement = { customer: string; settlement: Settlement; date: LocalDate }

/** `date` is the day of the reversal in the bank's zone. */
export type KeyedReversal = { customer: string; reversal: Reversal; date: LocalDate }

/** Writes what is due; the highest version of each wins, in whatever order they come. */
export async function upsertObligations(db: Queryable, rows: readonly KeyedObligation[]): Promise<void> {
  const newest = new Map<string, KeyedObligation>()
  for (const row of rows) {
    const key = `${row.customer}/${row.obligation.id}`
    const known = newest.get(key)
    if (!known || known.obligation.version < row.obligation.version) newest.set(key, row)
  }
  if (newest.size === 0) return
  const all = [...newest.values()]
  await db.query(
    `insert into obligations as o (id, customer, version, product, due_date, amount_minor, currency)
     select * from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::date[], $6::bigint[], $7::text[])
     on conflict (customer, id) do update set
       version = excluded.version, product = excluded.product, due_date = excluded.due_date,
       amount_minor = excluded.amount_minor, currency = excluded.currency
     where o.version < excluded.version`,
    [
      all.map((row) => row.obligation.id),
      all.map((row) => row.customer),
      all.map((row) => row.obligation.version),
      all.map((row) => row.obligation.product),
      all.map((row) => row.obligation.dueDate),
      all.map((row) => row.obligation.amountMinor),
      all.map((row) => row.obligation.currency),
    ],
  )
}

/** Writes what became of obligations; a settlement that is known already changes nothing. */
export async function insertSettlements(db: Queryable, rows: readonly KeyedSettlement[]): Promise<void> {
  if (rows.length === 0) return
  await db.query(
    `insert into settlements (event_id, customer, obligation_id, date, status, amount_minor)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[], $6::bigint[])
     on conflict (customer, event_id) do nothing`,
    [
      rows.map((row) => row.settlement.id),
      rows.map((row) => row.customer),
      rows.map((row) => row.settlement.obligationId),
      rows.map((row) => row.date),
      rows.map((row) => row.settlement.status),
      rows.map((row) => row.settlement.amountMinor),
    ],
  )
}

/** Writes which settlements the bank took back, whether they are known yet or not. */
export async function insertSettlementReversals(
  db: Queryable,
  rows: readonly KeyedReversal[],
): Promise<void> {
  if (rows.length === 0) return
  await db.query(
    `insert into settlement_reversals (customer, event_id, settlement_id, date)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::date[])
     on conflict (customer, event_id) do nothing`,
    [
      rows.map((row) => row.customer),
      rows.map((row) => row.reversal.id),
      rows.map((row) => row.reversal.reverses),
      rows.map((row) => row.date),
    ],
  )
}

/**
 * The settlements of one obligation that are known and stand, as a case is told of them, oldest first. What undoes one
 * comes on its day or within the horizon after it, as in the customer's state.
 */
export async function settlementsOf(
  db: Queryable,
  customer: string,
  obligationId: string,
): Promise<ObligationSettled[]> {
  const { rows } = await db.query<ObligationSettled>(
    `select obligation_id as "obligationId", event_id as "eventId", date, status, amount_minor as "amountMinor"
     from settlements s where customer = $1 and obligation_id = $2 and not exists (
       select from settlement_reversals r where r.customer = s.customer and r.settlement_id = s.event_id
         and r.date - s.date between 0 and $3)
     order by date, event_id`,
    [customer, obligationId, LATE_HORIZON_DAYS],
  )
  return rows
}
