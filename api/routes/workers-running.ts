import type { Admin } from 'kafkajs'
import { caseTaskQueue, outreachTaskQueue } from '../../domain/case-messages.ts'
import type { Temporal } from '../../stores/temporal/client.ts'
import type { WorkerState } from '../contract/status.ts'

type Name = WorkerState['name']
type Group = { groupId: string; members: readonly unknown[] }

/** Workers that read from Kafka; each of their groups begins with this and the worker's name. */
const GROUP_PREFIX = 'equilibrate-'
const readers: readonly Name[] = ['stream', 'opener', 'projector', 'rejected', 'capture']
/** Capture belongs only to a bank that is connected by its database. */
const optional: readonly Name[] = ['capture']

/** Temporal keeps who has polled for some minutes; a worker that lives asks again within one. */
const POLLED_WITHIN_MS = 90_000
const WORKFLOW_TASKS = 1
const ACTIVITY_TASKS = 2

const isOf = (name: Name, groupId: string): boolean => `${groupId}-`.startsWith(`${GROUP_PREFIX}${name}-`)

/** How many of each reading worker run: of one with several groups, as many as its emptiest has. */
export function readersRunning(groups: readonly Group[]): WorkerState[] {
  return readers.flatMap((name): WorkerState[] => {
    const its = groups.filter(({ groupId }) => isOf(name, groupId))
    if (its.length === 0) return optional.includes(name) ? [] : [{ name, running: 0 }]
    return [{ name, running: Math.min(...its.map(({ members }) => members.length)) }]
  })
}

export async function readersOf(kafka: Admin): Promise<WorkerState[]> {
  const known = (await kafka.listGroups()).groups.map(({ groupId }) => groupId)
  const ids = known.filter((id) => readers.some((name) => isOf(name, id)))
  const described = ids.length === 0 ? [] : (await kafka.describeGroups(ids)).groups
  return readersRunning(described)
}

type Poller = { identity?: string | null; lastAccessTime?: { seconds?: unknown } | null }

/** How many processes have asked for work lately; one asks from several threads under one name. */
export function pollersRunning(pollers: readonly Poller[], now_ms: number): number {
  const recent = pollers.filter(
    ({ lastAccessTime }) => now_ms - Number(lastAccessTime?.seconds ?? 0) * 1000 <= POLLED_WITHIN_MS,
  )
  return new Set(recent.map(({ identity }) => identity)).size
}

export async function pollersOf({ connection, namespace }: Temporal): Promise<WorkerState[]> {
  const running = async (name: Name, queue: string, taskQueueType: number): Promise<WorkerState> => {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      ...{ namespace, taskQueue: { name: queue }, taskQueueType },
    })
    return { name, running: pollersRunning(pollers ?? [], Date.now()) }
  }
  return Promise.all([
    running('cases', caseTaskQueue, WORKFLOW_TASKS),
    running('outreach', outreachTaskQueue, ACTIVITY_TASKS),
  ])
}
