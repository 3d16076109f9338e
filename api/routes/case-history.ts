import { ServiceError } from '../../domain/errors.ts'
import { findInboxCase } from '../../stores/postgres/inbox.ts'
import { readSealed } from '../../stores/postgres/archive.ts'
import { sealOf } from '../../stores/postgres/audit-log.ts'
import type { CaseRun } from '../../stores/temporal/histories.ts'
import type { CaseHistory } from '../contract/audit.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type HistoryDeps = Pick<Deps, 'database' | 'readRuns'>
type HistoryEvent = CaseHistory['events'][number]
type RawEvent = { eventId: string; eventTime: string; eventType: string } & Record<string, unknown>

const EVENTS_MAX = 5_000
const TYPE_PREFIX = 'EVENT_TYPE_'

export const historyHandlers = (deps: HistoryDeps): Pick<Handlers, 'getCaseHistory'> => ({
  getCaseHistory: async ({ params }) => {
    const { id: caseId } = params
    if (!(await findInboxCase(deps.database, caseId)))
      throw new ServiceError('not-found', 'case', 'There is no such case')
    const { source, runs } = await readRuns(deps, caseId)
    const events = runs.flatMap(({ events: all }, at) =>
      all.map((event) => shownEvent(at + 1, event as RawEvent)),
    )
    return {
      caseId,
      source,
      events: events.slice(0, EVENTS_MAX),
      left: Math.max(0, events.length - EVENTS_MAX),
    }
  },
})

/** A sealed case is read from its seal: Temporal forgets. @throws corrupt | seal, not-found | case */
async function readRuns(
  { database, readRuns: ask }: HistoryDeps,
  caseId: string,
): Promise<{ source: CaseHistory['source']; runs: CaseRun[] }> {
  if (await sealOf(database, caseId)) {
    const { runs } = JSON.parse((await readSealed(database, caseId)).text) as { runs: CaseRun[] }
    return { source: 'sealed', runs }
  }
  const runs = await ask(caseId)
  if (!runs) throw new ServiceError('not-found', 'case', 'There is no such case')
  return { source: 'temporal', runs }
}

/** What Temporal keeps of the event stands under one key that ends so; the rest is its own bookkeeping. */
const DETAILS = 'EventAttributes'

export function shownEvent(run: number, event: RawEvent): HistoryEvent {
  const key = Object.keys(event).find((name) => name.endsWith(DETAILS))
  const details = key ? (event[key] as Record<string, unknown>) : {}
  return {
    ...{ run, id: Number(event.eventId), at: event.eventTime, details },
    type: event.eventType.replace(TYPE_PREFIX, ''),
    name: nameOf(details),
  }
}

/** Of what kind the thing is that happened: an activity, a signal, an update, a timer. */
function nameOf(details: Record<string, unknown>): string | null {
  const { activityType, signalName, timerId, acceptedRequest } = details as {
    activityType?: { name?: string }
    signalName?: string
    timerId?: string
    acceptedRequest?: { input?: { name?: string } }
  }
  const timer = timerId === undefined ? null : `timer ${timerId}`
  return activityType?.name ?? signalName ?? acceptedRequest?.input?.name ?? timer
}
