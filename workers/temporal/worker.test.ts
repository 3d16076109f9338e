import { beforeEach, expect, test, vi } from 'vitest'
import { createLogger } from '../../stores/logger.ts'
import { runTemporalWorker } from './worker.ts'

const putInForce = vi.hoisted(() => vi.fn())
vi.mock('./runtime.ts', () => ({ installRuntime: () => undefined }))
vi.mock('@temporalio/worker', () => ({
  NativeConnection: {
    connect: () =>
      Promise.resolve({ workflowService: { setWorkerDeploymentCurrentVersion: putInForce }, close: vi.fn() }),
  },
  Worker: { create: () => Promise.resolve({ run: () => Promise.resolve(), shutdown: vi.fn() }) },
}))
beforeEach(() => putInForce.mockReset())

const start = (options: { takesNewCases?: boolean; isOfCases?: boolean }) => {
  const { isOfCases = true, ...more } = options
  return runTemporalWorker({
    ...{ address: 'x', namespace: 'default', taskQueue: 'cases', activities: {}, ...more },
    ...(isOfCases && { bundle: { code: '', version: 'build-1' } }),
    ...{ log: createLogger('test'), fail: () => expect.unreachable(), close: () => Promise.resolve() },
  })
}

test('who starts last puts its version in force, unless it is told to take no new cases', async () => {
  await (await start({})).drain()
  expect(putInForce.mock.calls).toMatchObject([[{ namespace: 'default', buildId: 'build-1' }]])
  await (await start({ takesNewCases: false })).drain()
  await (await start({ isOfCases: false })).drain()
  expect(putInForce).toHaveBeenCalledTimes(1)
})
