import { addDays } from '../../../domain/calendar.ts'
import type { Database } from '../../../stores/postgres/database.ts'
import { insertSettlements } from '../../../stores/postgres/obligations.ts'
import type { Cases } from '../../../stores/temporal/cases.ts'
import { eventually } from '../../harness/processes.ts'
import type { Person } from '../made-people.ts'
import type { Fate } from './fate.ts'

const SETTLED_WITHIN_MS = 240_000

/** Asks again where PostgreSQL is away. */
export const again = <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> =>
  eventually(what, () => ask().catch(() => undefined), SETTLED_WITHIN_MS) as Promise<T>

type Standing = { caseId: string; stage: string }

const stagesOf = async (db: Database, people: readonly Person[]): Promise<Standing[]> => {
  const caseIds = people.map(({ start }) => start.caseId)
  const { rows } = await db.query<Standing>(
    `select case_id as "caseId", stage from cases where case_id = any($1)`,
    [caseIds],
  )
  return rows
}

/** Where an approved case may stand for good: its message is resolved, or a person must look. */
const resting = ['awaiting_outcome', 'unresolved', 'blocked']

/** Until every approved case rests. @throws Error naming who does not */
export async function untilRested(
  { db }: { db: Database },
  people: readonly Person[],
  fates: ReadonlyMap<string, Fate>,
): Promise<void> {
  let moving: Standing[] = []
  await again('every approved case to rest', async () => {
    const rows = await stagesOf(db, people)
    moving = rows.filter(({ caseId, stage }) => fates.get(caseId) === 'approved' && !resting.includes(stage))
    return moving.length === 0 ? true : undefined
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(moving)}`)
  })
}

/** Pays every instalment, and waits until each case has its label. @throws Error naming who is stuck */
export async function untilClosed(
  { db, cases }: { db: Database; cases: Cases },
  people: readonly Person[],
): Promise<void> {
  for (const person of people) await pay(db, cases, person)
  let open: Standing[] = []
  await again('every case to close', async () => {
    open = (await stagesOf(db, people)).filter(({ stage }) => stage !== 'closed')
    return open.length === 0 ? true : undefined
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${JSON.stringify(open)}`)
  })
}

async function pay(db: Database, cases: Cases, { start }: Person): Promise<void> {
  const { caseId, customer, obligation } = start
  const { id: obligationId, amountMinor, dueDate } = obligation
  const date = addDays(dueDate, -3)
  const id = `paid-${caseId.slice(-30)}`
  const settlement = { kind: 'settlement', id, obligationId, status: 'paid', amountMinor } as const
  await insertSettlements(db, [
    { customer, date, settlement: { ...settlement, at: `${date}T06:00:00.000Z` } },
  ])
  const told = { obligationId, eventId: id, date, status: 'paid', amountMinor } as const
  await cases.signalCase(caseId, 'obligationSettled', told)
}
