import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import type { Database } from '../stores/postgres/database.ts'
import { openMetrics } from './metrics.ts'

const holding = (query: () => Promise<unknown>) => ({ query }) as unknown as Database
const lagOf = (lag: number | null) => ({ streamLag: () => Promise.resolve(lag) })

test('lag, open cases and the process are told', async () => {
  const database = holding(() => Promise.resolve({ rows: [{ open: 3 }] }))
  const text = await openMetrics({ database, probes: lagOf(17) }).text()
  expect(text).toMatch(/^equilibrate_stream_lag 17$/m)
  expect(text).toMatch(/^equilibrate_cases_open 3$/m)
  expect(text).toContain('process_resident_memory_bytes')
})

test('what cannot be read now is absent, and the rest is told', async () => {
  const database = holding(() => Promise.reject(new Error('connection refused')))
  const text = await openMetrics({ database, probes: lagOf(null) }).text()
  expect(text).not.toMatch(/^equilibrate_(stream_lag|cases_open) /m)
  expect(text).toContain('process_resident_memory_bytes')
})

test('a request is timed under its route’s name, and its path is nowhere', async () => {
  const metrics = openMetrics({ database: holding(() => Promise.reject(new Error('x'))), probes: lagOf(0) })
  const app = express().put('/customers/:id', metrics.timed('putContact'), (_request, response) => {
    response.status(202).end()
  })
  const server = createServer(app).listen(0)
  const { port } = server.address() as AddressInfo
  await fetch(`http://127.0.0.1:${port}/customers/BANK-4711`, { method: 'PUT' })
  server.close()
  const text = await metrics.text()
  expect(text).toContain(
    'equilibrate_http_request_duration_seconds_count{route="putContact",method="PUT",status="202"} 1',
  )
  expect(text).not.toContain('4711')
})
