import { randomUUID } from 'node:crypto'
import type { Hold, HoldKind, Vulnerability, VulnerabilityKind } from '../../domain/hold.ts'
import type { Queryable } from './database.ts'

const columns = `id, customer, kind, starts_at as "from", ends_at as "until", review_at as "reviewAt",
  placed_by as "placedBy", ended_at as "endedAt", ended_by as "endedBy"`
const HOLDS_READ_MAX = 200

export type HoldToPlace = Pick<Hold, 'customer' | 'kind' | 'from' | 'until' | 'reviewAt' | 'placedBy'>

/** Under the same id a second time it changes nothing. */
export async function placeHold(db: Queryable, hold: HoldToPlace, id: string = randomUUID()): Promise<Hold> {
  const { rows } = await db.query<Hold>(
    `insert into holds (id, customer, kind, starts_at, ends_at, review_at, placed_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update set id = excluded.id returning ${columns}`,
    [id, hold.customer, hold.kind, hold.from, hold.until, hold.reviewAt, hold.placedBy],
  )
  return rows[0] as Hold
}

/** Ends a hold before its time (bank time). Null where it has ended already, or never was. */
export async function endHold(db: Queryable, id: string, endedBy: string, at: string): Promise<Hold | null> {
  const { rows } = await db.query<Hold>(
    `update holds set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null returning ${columns}`,
    [id, at, endedBy],
  )
  return rows[0] ?? null
}

/** Every hold of a customer, the newest first. */
export async function holdsOf(db: Queryable, customer: string): Promise<Hold[]> {
  const { rows } = await db.query<Hold>(
    `select ${columns} from holds where customer = $1 order by starts_at desc, id limit ${HOLDS_READ_MAX}`,
    [customer],
  )
  return rows
}

/** What stands at an instant of bank time. */
export async function standingHolds(db: Queryable, customer: string, at: string): Promise<Hold[]> {
  const { rows } = await db.query<Hold>(
    `select ${columns} from holds
     where customer = $1 and starts_at <= $2 and ends_at > $2 and (ended_at is null or ended_at > $2)
     order by starts_at, id`,
    [customer, at],
  )
  return rows
}

export const holdKindsAt = async (db: Queryable, customer: string, at: string): Promise<HoldKind[]> =>
  (await standingHolds(db, customer, at)).map(({ kind }) => kind)

const flagColumns = `id, customer, kind, starts_at as "from", review_at as "reviewAt",
  recorded_by as "recordedBy", ended_at as "endedAt"`

export async function recordVulnerability(
  db: Queryable,
  flag: Pick<Vulnerability, 'customer' | 'kind' | 'from' | 'reviewAt' | 'recordedBy'>,
): Promise<Vulnerability> {
  const { rows } = await db.query<Vulnerability>(
    `insert into vulnerabilities (customer, kind, starts_at, review_at, recorded_by)
     values ($1, $2, $3, $4, $5) returning ${flagColumns}`,
    [flag.customer, flag.kind, flag.from, flag.reviewAt, flag.recordedBy],
  )
  return rows[0] as Vulnerability
}

export async function endVulnerability(
  db: Queryable,
  id: string,
  endedBy: string,
  at: string,
): Promise<Vulnerability | null> {
  const { rows } = await db.query<Vulnerability>(
    `update vulnerabilities set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null
     returning ${flagColumns}`,
    [id, at, endedBy],
  )
  return rows[0] ?? null
}

/** A flag stands until a person takes it away; that its review is due makes a task, not an end. */
export async function vulnerabilitiesOf(db: Queryable, customer: string): Promise<Vulnerability[]> {
  const { rows } = await db.query<Vulnerability>(
    `select ${flagColumns} from vulnerabilities where customer = $1 and ended_at is null order by starts_at, id`,
    [customer],
  )
  return rows
}

export const vulnerabilityKindsOf = async (db: Queryable, customer: string): Promise<VulnerabilityKind[]> =>
  (await vulnerabilitiesOf(db, customer)).map(({ kind }) => kind)
