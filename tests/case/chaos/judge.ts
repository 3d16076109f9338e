import type { Database } from '../../../stores/postgres/database.ts'
import type { Person } from '../made-people.ts'
import type { Fate } from './fate.ts'

export type Judged = {
  cases: number
  approved: number
  /** As the network's own log has them; it knows nothing of cases. */
  messages: number
  withoutApproval: number
  /** Numbers that got more than one. */
  twice: number
  /** Approved, no message in the log, and nobody is shown that it is so. */
  lost: number
  /** Steps that nobody could answer for at some time and that were resolved since. */
  resolved: number
  /** Steps that a person must look at. */
  beforeAHuman: number
  /** Steps of which it is still not known, and no person is shown it. */
  unknown: number
}

type LogRecord = { kind: string; to?: string }
type Step = { caseId: string; state: string; stage: string; late: boolean }

/** Holds the network's log against what people approved. */
export async function judge(
  { db, environment }: { db: Database; environment: Record<string, string> },
  people: readonly Person[],
  fates: ReadonlyMap<string, Fate>,
): Promise<Judged> {
  const answer = await fetch(`${environment['PHONES_URL']}/log.json`)
  const { records } = (await answer.json()) as { records: LogRecord[] }
  const taken = records.filter(({ kind }) => kind === 'accepted').map(({ to }) => to ?? '')
  const countTo = (phone: string): number => taken.filter((to) => to === phone).length
  const isApproved = ({ start }: Person): boolean => fates.get(start.caseId) === 'approved'
  const approved = people.filter(isApproved)
  const { rows: steps } = await db.query<Step>(
    `select case_id as "caseId", d.state, c.stage, coalesce(d.answered_at is not null and d.state = 'accepted'
       and exists (select from message_events e where e.dispatch_key = d.dispatch_key), false) as late
     from dispatch_intents d join cases c using (case_id)`,
  )
  const isOpen = ({ state }: Step): boolean => state === 'unknown' || state === 'intended'
  const shown = new Set(steps.filter(({ stage }) => human.includes(stage)).map(({ caseId }) => caseId))
  const unanswered = (person: Person): boolean =>
    countTo(person.phone) === 0 && !shown.has(person.start.caseId)
  return {
    cases: people.length,
    approved: approved.length,
    messages: taken.length,
    withoutApproval: people.filter((person) => !isApproved(person) && countTo(person.phone) > 0).length,
    twice: people.filter(({ phone }) => countTo(phone) > 1).length,
    lost: approved.filter(unanswered).length,
    resolved: steps.filter((step) => step.late && !isOpen(step)).length,
    beforeAHuman: shown.size,
    unknown: steps.filter((step) => isOpen(step) && !human.includes(step.stage)).length,
  }
}

const human = ['unresolved', 'blocked']
