import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker'
import { SafeFailures } from '../../activities/safe-failures.ts'
import type { Logger } from '../../stores/logger.ts'
import type { Running } from '../lifecycle.ts'
import type { Bundle } from './bundle.ts'
import { deploymentOf, putInForce } from './deployment.ts'
import { installRuntime } from './runtime.ts'

/** Work in hand is finished within this; it lies below the drain limit of `workers/lifecycle.ts`. */
const SHUTDOWN_GRACE_MS = 13_000
const SHUTDOWN_FORCE_MS = 16_000

export type TemporalWorker = Pick<WorkerOptions, 'taskQueue' | 'activities'> &
  Partial<WorkerOptions> & {
    address: string
    namespace: string
    /** The workflow code; a worker without it runs activities only. */
    bundle?: Bundle
    /** Is this version the one in force from now on? */
    takesNewCases?: boolean
    log: Logger
    fail: (error: unknown) => void
    /** After the last task. */
    close: () => Promise<void>
  }

/** Polls one task queue until drained; errors of activities leave only through `SafeFailures`. */
export async function runTemporalWorker(options: TemporalWorker): Promise<Running> {
  const { address, log, fail, close, bundle, takesNewCases = true, ...workerOptions } = options
  installRuntime(log)
  const connection = await NativeConnection.connect({ address })
  const worker = await Worker.create({
    ...workerOptions,
    ...(bundle && {
      workflowBundle: { code: bundle.code },
      workerDeploymentOptions: deploymentOf(bundle.version),
    }),
    connection,
    interceptors: {
      activity: [({ info }) => ({ inbound: new SafeFailures(log, info.activityType) })],
    },
    shutdownGraceTime: SHUTDOWN_GRACE_MS,
    shutdownForceTime: SHUTDOWN_FORCE_MS,
  })
  const ended = worker.run()
  ended.catch(fail)
  if (bundle && takesNewCases) await putInForce(connection, options.namespace, bundle.version)
  return {
    drain: async () => {
      worker.shutdown()
      await ended
      await Promise.all([close(), connection.close()])
    },
  }
}
