import { setTimeout as pause } from 'node:timers/promises'
import type { NativeConnection, WorkerDeploymentOptions } from '@temporalio/worker'
import { ServiceError } from '../../domain/errors.ts'

export const CASES_DEPLOYMENT = 'equilibrate-cases'
const CURRENT_WITHIN_MS = 60_000
const AGAIN_MS = 200

/**
 * Which code a worker runs, for Temporal: a version a content of the workflow's code. Running cases go on with the version
 * in force (AUTO_UPGRADE); that they can is what the kept histories prove. Where they cannot, operations pin them to the
 * version that they run on (docs/operations.md).
 */
export const deploymentOf = (
  buildId: string,
  deploymentName = CASES_DEPLOYMENT,
): WorkerDeploymentOptions => ({
  useWorkerVersioning: true,
  version: { deploymentName, buildId },
  defaultVersioningBehavior: 'AUTO_UPGRADE',
})

/**
 * Puts this worker's version in force: whoever starts last. Temporal knows a version only once its worker has polled, so
 * it is asked again for a while.
 * @throws unavailable | deployment
 */
export async function putInForce(
  { workflowService }: NativeConnection,
  namespace: string,
  buildId: string,
  deploymentName = CASES_DEPLOYMENT,
): Promise<void> {
  const until_ms = Date.now() + CURRENT_WITHIN_MS
  for (;;)
    try {
      await workflowService.setWorkerDeploymentCurrentVersion({
        ...{ namespace, deploymentName, buildId },
        ...{ identity: deploymentName, ignoreMissingTaskQueues: true },
      })
      return
    } catch {
      if (Date.now() > until_ms)
        throw new ServiceError(
          'unavailable',
          'deployment',
          'Temporal does not take the version of the cases.',
        )
      await pause(AGAIN_MS)
    }
}
