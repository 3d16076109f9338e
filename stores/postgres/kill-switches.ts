import type { KillScope, KillSwitch } from '../../domain/kill-switch.ts'
import type { Queryable } from './database.ts'

const columns = `id, scope, value, reason, set_by as "setBy", set_at as "setAt", lifted_by as "liftedBy",
  lifted_at as "liftedAt"`
const SWITCHES_READ_MAX = 500

/** Null where the same switch is thrown already. */
export async function throwSwitch(
  db: Queryable,
  { scope, value, reason, setBy }: KillScope & Pick<KillSwitch, 'reason' | 'setBy'>,
): Promise<KillSwitch | null> {
  const { rows } = await db.query<KillSwitch>(
    `insert into kill_switches (scope, value, reason, set_by) values ($1, $2, $3, $4)
     on conflict do nothing returning ${columns}`,
    [scope, value, reason, setBy],
  )
  return rows[0] ?? null
}

/** Null where it is lifted already, or never was. */
export async function liftSwitch(db: Queryable, id: string, liftedBy: string): Promise<KillSwitch | null> {
  const { rows } = await db.query<KillSwitch>(
    `update kill_switches set lifted_by = $2, lifted_at = now() where id = $1 and lifted_at is null
     returning ${columns}`,
    [id, liftedBy],
  )
  return rows[0] ?? null
}

export async function standingSwitches(db: Queryable): Promise<KillSwitch[]> {
  const { rows } = await db.query<KillSwitch>(
    `select ${columns} from kill_switches where lifted_at is null order by set_at desc limit ${SWITCHES_READ_MAX}`,
  )
  return rows
}

export async function findSwitch(db: Queryable, id: string): Promise<KillSwitch | null> {
  const { rows } = await db.query<KillSwitch>(`select ${columns} from kill_switches where id = $1`, [id])
  return rows[0] ?? null
}

/** Customers with an open case whose newest plan sends one of the template's texts and that have not sent it yet. */
export async function casesWithTemplate(
  db: Queryable,
  templateId: string,
): Promise<{ customer: string; caseId: string }[]> {
  const { rows } = await db.query<{ customer: string; caseId: string }>(
    `select c.customer, c.case_id as "caseId" from cases c join plans p on p.case_id = c.case_id and p.hash = c.plan_hash
     where c.stage not in ('closed', 'awaiting_outcome', 'awaiting_delivery', 'monitoring')
       and exists (select from jsonb_array_elements(p.body::jsonb -> 'steps') step where step ->> 'templateId' = $1)
     order by c.case_id`,
    [templateId],
  )
  return rows
}
