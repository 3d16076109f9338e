import { randomUUID } from 'node:crypto'
import proto from '@temporalio/proto'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { caseMessageNames, caseWorkflowType } from '../../domain/case-messages.ts'
import type { CaseStart } from '../../domain/case.ts'
import { caseIdOf } from '../../domain/ids.ts'
import { createLogger } from '../../stores/logger.ts'
import { workflowBundle, type Bundle } from '../../workers/temporal/bundle.ts'
import { deploymentOf, putInForce } from '../../workers/temporal/deployment.ts'
import { connectTemporal, type Temporal } from '../../stores/temporal/client.ts'
import { BANK_ZONE } from '../harness/distressed-customer.ts'
import { eventually } from '../harness/processes.ts'
import { standIns } from './stand-ins.ts'

const { PinnedOverrideBehavior } = proto.temporal.api.workflow.v1.VersioningOverride
const { BatchOperationState } = proto.temporal.api.enums.v1
const namespace = 'default'
/** A queue and a deployment of their own, beside those of the instance. */
const taskQueue = `versions-${randomUUID()}`

let temporal: Temporal
let connection: NativeConnection
let bundle: Bundle
const running = new Map<string, { worker: Worker; ended: Promise<void> }>()
/** Which version has kept a reply of which case. */
const kept: string[] = []

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] })
  const address = inject('instance').environment['TEMPORAL_ADDRESS'] ?? ''
  temporal = await connectTemporal({ address, namespace })
  connection = await NativeConnection.connect({ address })
  bundle = await workflowBundle(createLogger('versions-test'))
})
afterAll(async () => {
  await Promise.all([...running.keys()].map(stopVersion))
  await Promise.all([temporal.close(), connection.close()])
})

/** A worker of this version, which takes the new cases from now on unless it is told not to. */
async function startVersion(version: string, takesNewCases = true): Promise<void> {
  const recordReply = ({ start }: { start: Pick<CaseStart, 'caseId'> }): Promise<void> => {
    kept.push(`${start.caseId} ${version}`)
    return Promise.resolve()
  }
  const worker = await Worker.create({
    ...{ connection, namespace, taskQueue, workflowBundle: { code: bundle.code } },
    workerDeploymentOptions: deploymentOf(version, taskQueue),
    activities: { ...standIns, recordReply },
    // So that a case is not held by who had it last.
    maxCachedWorkflows: 0,
  })
  running.set(version, { worker, ended: worker.run() })
  if (takesNewCases) await putInForce(connection, namespace, version, taskQueue)
}

async function stopVersion(version: string): Promise<void> {
  running.get(version)?.worker.shutdown()
  await running.get(version)?.ended
}

async function startCase(): Promise<string> {
  const customer = `c_${randomUUID()
    .replaceAll('-', '')
    .slice(0, 26)
    .replaceAll(/[0189]/g, 'x')}`
  const caseId = caseIdOf(customer, 1)
  const start: CaseStart = {
    ...{ caseId, customer, episode: 1, evaluationId: 'none', assignment: 'outreach', declared: null },
    obligation: {
      ...{ id: 'loan', product: 'loan', dueDate: '2029-01-01', amountMinor: 1, currency: 'INR' },
      outstandingMinor: 1,
    },
    ...{ clock: [], decisionPublicKey: '', bankZone: BANK_ZONE },
  }
  const handle = await temporal.client.workflow.start(caseWorkflowType, {
    ...{ workflowId: caseId, taskQueue, args: [start] },
  })
  const isWaiting = async () =>
    ((await handle.query(caseMessageNames.summary)) as { stage: string }).stage === 'awaiting_decision'
  await eventually('it waits for people', isWaiting)
  return caseId
}

/** The version that answers for a case now. */
async function versionOf(caseId: string): Promise<string> {
  const before = kept.length
  const reply = { reference: randomUUID(), hash: 'a'.repeat(64), kind: 'text' }
  await temporal.client.workflow.getHandle(caseId).signal(caseMessageNames.inboundReply, reply)
  await eventually('the reply is kept', () => Promise.resolve(kept.length > before))
  return kept.at(-1)?.replace(`${caseId} `, '') ?? ''
}

/** As `temporal workflow update-options --query`: pins what runs to a version, or (null) lets it go on with the one in force. */
async function pinRunning(caseIds: readonly string[], buildId: string | null): Promise<void> {
  const jobId = randomUUID()
  const query = `WorkflowId in (${caseIds.map((each) => `'${each}'`).join(', ')})`
  const pinned = {
    behavior: PinnedOverrideBehavior.PINNED_OVERRIDE_BEHAVIOR_PINNED,
    version: { deploymentName: taskQueue, buildId },
  }
  const { workflowService, workflow } = temporal.client
  await eventually('the list shows them', async () => (await workflow.count(query)).count === caseIds.length)
  await workflowService.startBatchOperation({
    ...{ namespace, jobId, visibilityQuery: query, reason: 'versions' },
    updateWorkflowOptionsOperation: {
      identity: 'operations',
      workflowExecutionOptions: { versioningOverride: buildId === null ? null : { pinned } },
      updateMask: { paths: ['versioning_override'] },
    },
  })
  await eventually('the batch is done', async () => {
    const { state } = await workflowService.describeBatchOperation({ namespace, jobId })
    return state === BatchOperationState.BATCH_OPERATION_STATE_COMPLETED
  })
}

test('two versions side by side: pinned cases stay on the old one, new ones go to the new, and let go all go on with it', async () => {
  await startVersion('old')
  const before = [await startCase(), await startCase()]
  const [pinned = '', free = ''] = before
  expect(await versionOf(pinned)).toBe('old')
  await pinRunning([pinned], 'old')
  await startVersion('new')
  await stopVersion('old')
  await startVersion('old', false)
  const after = await startCase()
  expect(await versionOf(after)).toBe('new')
  expect(await versionOf(pinned)).toBe('old')
  expect(await versionOf(free)).toBe('new')
  await pinRunning([pinned], null)
  expect(await versionOf(pinned)).toBe('new')
  for (const caseId of [...before, after])
    await temporal.client.workflow.getHandle(caseId).terminate('the test is over')
})
