import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { LOOPBACK, Ports } from './ports.ts'

const folder = mkdtempSync(join(tmpdir(), 'ports-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const portsFile = (): string => join(mkdtempSync(join(folder, 'one-')), 'ports.json')

test('a port is remembered, and picked anew when another process has taken it', async () => {
  const file = portsFile()
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
  const ports = new Ports(portsFile())
  expect(await ports.port('a')).not.toBe(await ports.port('b'))
})
