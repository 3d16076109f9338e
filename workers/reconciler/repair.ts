import { bankTimeAt } from '../../domain/bank-time.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { readClock } from '../../stores/postgres/bank-clock.ts'
import { closeEnded, reopen, wantStart, type LedgerStanding } from '../../stores/postgres/case-repairs.ts'
import type { Database, Queryable } from '../../stores/postgres/database.ts'
import { leaveTask } from '../../stores/postgres/tasks.ts'
import { standingOf, type CaseStanding } from '../../stores/temporal/case-standings.ts'
import type { Temporal } from '../../stores/temporal/client.ts'

/** What was done: it is started anew, shown as closed, or shown as it stands. */
export const repairs = ['restarted', 'closed-completed', 'closed-ended', 'reopened'] as const
export type Repair = (typeof repairs)[number]

type Deps = { db: Database; temporal: Pick<Temporal, 'client'> }

/** Asks the workflow where it stands and brings ledger and inbox there; null where they agree by now. */
export async function repairCase({ db, temporal }: Deps, suspect: LedgerStanding): Promise<Repair | null> {
  const standing = await standingOf(temporal, suspect.caseId)
  const repair = repairFor(suspect, standing)
  if (!repair) return null
  const at = new Date(bankTimeAt(await readClock(db), Date.now())).toISOString()
  await db.transaction(async (client) => {
    await mend(client, suspect.caseId, standing, at)
    await callOperations(client, suspect, repair, at)
  })
  return repair
}

/** What must be done so that both agree. */
export function repairFor({ isOpen, stage }: LedgerStanding, standing: CaseStanding): Repair | null {
  const isShownOpen = stage !== null && stage !== 'closed'
  if (standing.is === 'gone') return isOpen ? 'restarted' : isShownOpen ? 'closed-ended' : null
  if (standing.is === 'running') return isOpen && stage !== 'closed' ? null : 'reopened'
  if (!isOpen && !isShownOpen) return null
  return standing.is === 'completed' ? 'closed-completed' : 'closed-ended'
}

async function mend(client: Queryable, caseId: string, standing: CaseStanding, at: string): Promise<void> {
  if (standing.is === 'running') return reopen(client, caseId, standing)
  if (standing.is === 'completed') return closeEnded(client, caseId, standing.end, at)
  if (standing.is === 'ended')
    return closeEnded(client, caseId, { ending: `operations:${standing.how}`, outcome: null }, at)
  await wantStart(client, caseId)
}

/** A repair is never silent: somebody looks at why it was needed. */
async function callOperations(
  client: Queryable,
  { caseId, customer }: LedgerStanding,
  repair: Repair,
  at: string,
): Promise<void> {
  const rule = `case.${repair}`
  const task = { kind: 'case-repair', queue: 'operations', rule, customer, caseId } as const
  await leaveTask(client, { ...task, createdAt: at, dueAt: null })
  await writeAudit(client, { actorId: 'reconciler', action: rule, subject: caseId })
}
