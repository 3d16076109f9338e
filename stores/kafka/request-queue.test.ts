import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { calmRequestQueues } from './request-queue.ts'

type Queue = {
  pending: unknown[]
  throttledUntil: number
  isConnected: () => boolean
  checkPendingRequests: () => void
  push: (request: object) => void
}
const load = createRequire(import.meta.url)
const RequestQueue = load('kafkajs/src/network/requestQueue/index.js') as new (options: object) => Queue
calmRequestQueues()

function openQueue() {
  const queue = new RequestQueue({
    ...{ maxInFlightRequests: null, requestTimeout: 1_000, clientId: 'test', broker: 'none' },
    ...{ isConnected: () => true, logger: { debug: () => undefined } },
  })
  let looks = 0
  const look = queue.checkPendingRequests
  queue.checkPendingRequests = function () {
    looks++
    look.call(this)
  }
  return { queue, looks: () => looks }
}

test('a queue in which nothing waits is left alone', async () => {
  const { queue, looks } = openQueue()
  queue.checkPendingRequests()
  await sleep(100)
  expect(looks()).toBe(1)
})

test('what waits for the broker’s pace is sent when that time is over', async () => {
  const { queue } = openQueue()
  queue.throttledUntil = Date.now() + 50
  const sent = new Promise<void>((resolve) => {
    queue.push({
      entry: { correlationId: 1, apiName: 'test' },
      expectResponse: true,
      requestTimeout: 1_000,
      sendRequest: () => resolve(),
    })
  })
  expect(queue.pending).toHaveLength(1)
  await sent
  expect(Date.now()).toBeGreaterThanOrEqual(queue.throttledUntil)
})
