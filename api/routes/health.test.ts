import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, expect, test } from 'vitest'
import { routes } from '../contract.ts'
import type { Deps } from '../deps.ts'
import { openMetrics } from '../metrics.ts'
import { mountRoutes } from '../http/mount.ts'
import { problemOf } from '../http/problem.ts'
import { healthHandlers } from './health.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** The two routes over a real HTTP server, beside a database that answers a query so. */
async function ask(query: () => Promise<unknown>) {
  const database = { query } as unknown as Deps['database']
  const probes = { streamLag: () => Promise.resolve(0) }
  const handlers = healthHandlers({ database, metrics: openMetrics({ database, probes }) })
  const { getHealth, getReadiness, getMetrics } = routes
  const router = mountRoutes({ getHealth, getReadiness, getMetrics }, handlers, {
    mode: 'production',
    authenticate: () => Promise.resolve(null),
    timed: () => (_request, _response, next) => next(),
    once: (_sent, work) => work(),
    auditRead: () => Promise.resolve(),
  })
  const app = express().use(router)
  app.use(((error, _request, response, _next) => {
    const problem = problemOf(error)
    response.status(problem.status).json(problem)
  }) as express.ErrorRequestHandler)
  const server = createServer(app).listen(0)
  closing.push(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const [ready, alive] = await Promise.all([fetch(`${url}/readyz`), fetch(`${url}/healthz`)])
  return {
    ready: ready.status,
    reason: ((await ready.json()) as { reason?: string }).reason,
    alive: alive.status,
  }
}

test('beside a database that answers, the process is ready', async () => {
  expect(await ask(() => Promise.resolve())).toEqual({ ready: 200, reason: undefined, alive: 200 })
})

test('a database that refuses, or never answers, leaves the process alive and not ready', async () => {
  const notReady = { ready: 503, reason: 'database', alive: 200 }
  expect(await ask(() => Promise.reject(new Error('connection refused')))).toEqual(notReady)
  expect(await ask(() => new Promise(() => undefined))).toEqual(notReady)
})
