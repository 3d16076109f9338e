import type { OutreachActivities } from '../../activities/index.ts'
import { outreachTaskQueue } from '../../domain/case-messages.ts'
import { dispatchKeyOf } from '../../domain/message.ts'
import { runWorker } from '../../workers/lifecycle.ts'
import { runTemporalWorker } from '../../workers/temporal/worker.ts'
import { idleWorker, tell } from './idle.ts'

const SENDS_AT_ONCE_MAX = 20

/** Sends nothing, and says that it did. */
const dispatchMessage: OutreachActivities['dispatchMessage'] = ({ ref }) => {
  const dispatchKey = dispatchKeyOf(ref.caseId, ref.planHash, ref.stepIndex)
  tell({ caseId: ref.caseId, is: 'dispatched', dispatchKey })
  const answer = { state: 'accepted', status: 'queued', errorCode: null, action: null } as const
  return Promise.resolve({ ...answer, dispatchKey, quiet_ms: 0, isFinal: false })
}

await runWorker('bench-idle-outreach', (log, fail) =>
  runTemporalWorker({
    ...{ ...idleWorker, log, fail, taskQueue: outreachTaskQueue, activities: { dispatchMessage } },
    maxConcurrentActivityTaskExecutions: SENDS_AT_ONCE_MAX,
  }),
)
