import { insertSettlements } from '../../stores/postgres/obligations.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { paymentDate } from './payment.ts'
import type { Person } from '../../tests/case/made-people.ts'
import type { Seen, Watch } from './drive.ts'
import { lookAgain } from './look.ts'

type Row = { caseId: string; stage: string; evidenceHash: string; planHash: string }

/** Cases of the product, seen in their rows as the inbox sees them. */
export function watchRows(db: Database, people: readonly Person[]): Watch {
  const told = new Set<string>()
  let open = people.map(({ start }) => start.caseId)
  const look = async (onSeen: (seen: Seen) => void): Promise<void> => {
    const { rows } = await db.query<Row>(
      `select case_id as "caseId", stage, evidence_hash as "evidenceHash", plan_hash as "planHash" from cases
       where case_id = any($1) and stage in ('awaiting_decision', 'awaiting_second', 'awaiting_outcome', 'closed')`,
      [open],
    )
    const closed = new Set<string>()
    for (const row of rows) {
      const seen = seenIn(row)
      if (told.has(`${row.caseId}:${seen.is}`)) continue
      told.add(`${row.caseId}:${seen.is}`)
      if (seen.is === 'closed') closed.add(row.caseId)
      onSeen(seen)
    }
    open = open.filter((caseId) => !closed.has(caseId))
  }
  return {
    follow: (onSeen) => lookAgain(() => look(onSeen)),
    pay: ({ start }) => {
      const { id, dueDate, amountMinor } = start.obligation
      const settlement = {
        kind: 'settlement',
        id: `paid-${start.caseId.slice(-30)}`,
        obligationId: id,
      } as const
      const date = paymentDate(dueDate)
      const at = `${date}T06:00:00.000Z`
      return insertSettlements(db, [
        { customer: start.customer, date, settlement: { ...settlement, at, status: 'paid', amountMinor } },
      ])
    },
  }
}

function seenIn({ caseId, stage, evidenceHash, planHash }: Row): Seen {
  if (stage === 'awaiting_decision') return { caseId, is: 'first', evidenceHash, planHash }
  if (stage === 'awaiting_second') return { caseId, is: 'second', evidenceHash, planHash }
  return { caseId, is: stage === 'closed' ? 'closed' : 'sent' }
}
