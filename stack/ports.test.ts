import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LOOPBACK, Ports } from './ports.ts'

test('a port is remembered, and picked anew when another process has taken it', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ports-')), 'ports.json')
  const port = await new Ports(file).port('redis')
  expect(await new Ports(file).port('redis')).toBe(port)

  const other = createServer().listen(port, LOOPBACK)
  await once(other, 'listening')
  const anew = await new Ports(file).port('redis')
  expect(anew).not.toBe(port)
  other.close()
  expect(await new Ports(file).port('redis')).toBe(anew)
})

test('two names never get the same port', async () => {
  const ports = new Ports(join(mkdtempSync(join(tmpdir(), 'ports-')), 'ports.json'))
  expect(await ports.port('a')).not.toBe(await ports.port('b'))
})
