import proto from '@temporalio/proto'
import type { temporal } from '@temporalio/proto'
import { caseWorkflowType } from '../../domain/case-messages.ts'
import type { Temporal } from './client.ts'

export type History = temporal.api.history.v1.IHistory

const { History } = proto.temporal.api.history.v1
const { EventType } = proto.temporal.api.enums.v1

/** Every case's runs with their whole histories, in no order. */
export async function* caseHistories({ client }: Pick<Temporal, 'client'>): AsyncGenerator<History> {
  for await (const { workflowId, runId } of client.workflow.list({
    query: `WorkflowType = '${caseWorkflowType}'`,
  }))
    yield client.workflow.getHandle(workflowId, runId).fetchHistory()
}

/** A history as a JSON text that `parseHistory` reads again, to the byte. */
export const historyText = (history: History): string =>
  `${JSON.stringify(History.toObject(History.fromObject(history), { longs: String, enums: String, bytes: String }))}\n`

export const parseHistory = (text: string): History => History.fromObject(JSON.parse(text) as object)

/** Where the code asked whether it may go another way than before (`patched()`). */
const PATCH_MARKER = 'core_patch'

/** Facts that come in every case and say nothing about its way. */
const ordinary = ['obligationSettled', 'messageStatus', 'clockChanged']

/** The way that a case took: how it ended, and what was said to it. Cases of one way have one name. */
export function branchOf({ events }: History): string {
  const said = (events ?? []).flatMap((event) => [
    event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ?? [],
    event.workflowExecutionSignaledEventAttributes?.signalName ?? [],
    event.activityTaskScheduledEventAttributes?.activityType?.name ?? [],
    event.workflowExecutionCancelRequestedEventAttributes ? 'cancelRequested' : [],
    event.markerRecordedEventAttributes?.markerName === PATCH_MARKER ? 'patched' : [],
  ])
  const names = new Set(said.flat().filter((name) => !ordinary.includes(name)))
  return [endingOf(events ?? []), ...[...names].sort()].join('.')
}

function endingOf(events: NonNullable<History['events']>): string {
  const last = events.at(-1)
  if (last?.eventType === EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW) return 'renewed'
  const [payload] = last?.workflowExecutionCompletedEventAttributes?.result?.payloads ?? []
  if (!payload?.data) return 'open'
  return (JSON.parse(Buffer.from(payload.data).toString()) as { ending: string }).ending
}
