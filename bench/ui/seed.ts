import { caseIdOf } from '../../domain/ids.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { openBankSystem } from '../../tests/harness/bank-system.ts'
import { distressedCustomer } from '../../tests/harness/distressed-customer.ts'
import type { StartedInstance } from '../../tests/harness/instance.ts'
import { eventually } from '../../tests/harness/processes.ts'
import { insertCases, insertContacts } from '../kit/case-rows.ts'

const OPENS_WITHIN_MS = 240_000

/** Real cases with real workflows, which wait for a decision; gives their ids. */
export async function openRealCases(
  instance: StartedInstance,
  db: Database,
  count: number,
): Promise<string[]> {
  const bank = await openBankSystem(instance)
  const now_ms = await bank.now_ms()
  const ids: string[] = []
  for (let at = 0; at < count; at++) {
    const token = await bank.token(`BENCH-UI-${at}`)
    await bank.introduce(`BENCH-UI-${at}`, {
      name: `Ravi Bench${at}`,
      phone: `+9198000${String(70_000 + at)}`,
    })
    await bank.tell(token, distressedCustomer(`bench-ui-${at}`, now_ms).facts)
    ids.push(caseIdOf(token, 1))
  }
  await eventually(
    'the real cases',
    async () => {
      const { rows } = await db.query<{ waiting: number }>(
        "select count(*) as waiting from cases where stage = 'awaiting_decision' and case_id = any($1)",
        [ids],
      )
      return rows[0]?.waiting === count
    },
    OPENS_WITHIN_MS,
  )
  await bank.close()
  return ids
}

/** The rest of the queue: rows by the generator, each with the evidence and plan of a real case under its own id and hash. */
export async function fillQueue(
  db: Database,
  keys: { vault: Buffer; index: Buffer },
  { open, seed, pattern, bankNow }: { open: number; seed: number; pattern: string; bankNow: string },
): Promise<void> {
  await insertCases(db, { open, closed: 0, seed, bankNow })
  await insertContacts(db, keys)
  for (const [table, column] of [
    ['evidence', 'evidence_hash'],
    ['plans', 'plan_hash'],
  ] as const) {
    await db.query(
      `with pattern as (select p.body, p.case_id, c.customer from ${table} p join cases c using (case_id)
         where p.case_id = $1 order by p.version desc limit 1),
       made as (select c.case_id, replace(replace(pattern.body, pattern.case_id, c.case_id), pattern.customer, c.customer) as body
         from cases c, pattern where c.workflow_run_id = 'bench'),
       stored as (insert into ${table} (case_id, version, hash, body)
         select case_id, 1, encode(sha256(convert_to(body, 'UTF8')), 'hex'), body from made returning case_id, hash)
       update cases c set ${column} = s.hash from stored s where s.case_id = c.case_id`,
      [pattern],
    )
  }
  await db.query('vacuum analyze cases')
}
