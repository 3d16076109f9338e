import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { Role } from '../../domain/roles.ts'
import type { Route } from '../contract/route.ts'
import { mountRoutes, type MountOptions } from './mount.ts'
import { problemOf } from './problem.ts'

const writing: Route = {
  method: 'post',
  path: '/v1/things/{id}',
  summary: 'x',
  access: { roles: ['operator'] },
  body: z.strictObject({ size: z.int() }),
  bodyBytesMax: 100,
  answer: z.object({ told: z.string() }),
  audit: 'thing.read',
  developmentOnly: true,
}

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

/** One route, served by a real HTTP server to a caller of a role. */
async function serve(role: Role, mode: MountOptions['mode'] = 'development') {
  const seen: unknown[] = []
  const kept: unknown[] = []
  const handler = (call: { body: unknown }) => {
    seen.push(call.body)
    return Promise.resolve({ told: 'this', kept: 'secret' })
  }
  const router = mountRoutes(
    { writing },
    { writing: handler as (call: never) => Promise<unknown> },
    {
      mode,
      authenticate: () =>
        Promise.resolve({
          actor: { id: 'x', roles: [role], permissions: [] },
          name: 'X',
          csrf: null,
          sessionHash: null,
        }),
      timed: () => (_request, _response, next) => next(),
      once: (sent, work) => {
        kept.push(sent)
        return work()
      },
      auditRead: (...entry) => Promise.resolve(void seen.push(entry)),
    },
  )
  const app = express().use(router)
  app.use(((error, _request, response, _next) => {
    const problem = problemOf(error)
    response.status(problem.status).json(problem)
  }) as express.ErrorRequestHandler)
  const server = createServer(app).listen(0)
  closing.push(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/things/7`
  const post = async (body: string, type = 'application/json', more: Record<string, string> = {}) => {
    const headers = { 'content-type': type, ...more }
    const response = await fetch(url, { method: 'POST', headers, body })
    return { status: response.status, body: (await response.json().catch(() => null)) as unknown }
  }
  return { post, seen, kept }
}

test('a handler’s answer is cut to what the contract names, and the access is audited', async () => {
  const { post, seen } = await serve('operator')
  expect(await post('{"size":1}')).toEqual({ status: 200, body: { told: 'this' } })
  expect(seen).toEqual([{ size: 1 }, ['x', 'thing.read', '7']])
})

test('an unknown field, a body of another type and one that is too large reach no handler', async () => {
  const { post, seen } = await serve('operator')
  expect(await post('{"size":1,"more":2}')).toMatchObject({ status: 400, body: { field: 'more' } })
  expect(await post('size=1', 'text/plain')).toMatchObject({ status: 415 })
  expect(await post(JSON.stringify({ size: 'x'.repeat(200) }))).toMatchObject({ status: 413 })
  expect(seen).toEqual([])
})

test('who is not served is turned away before the body is read', async () => {
  const { post, seen } = await serve('auditor')
  expect(await post('{"broken')).toMatchObject({ status: 403, body: { reason: 'role' } })
  expect(seen).toEqual([])
})

test('a route of development does not exist in production mode', async () => {
  const { post } = await serve('operator', 'production')
  expect((await post('{"size":1}')).status).toBe(404)
})

test('a write with a key is known by the name of its route; its path is only in the request that is hashed', async () => {
  const { post, kept } = await serve('operator')
  await post('{"size":1}', 'application/json', { 'idempotency-key': 'key-00000001' })
  expect(kept).toEqual([
    {
      actorId: 'x',
      key: 'key-00000001',
      route: 'writing',
      request: { path: '/v1/things/7', body: { size: 1 } },
    },
  ])
})
