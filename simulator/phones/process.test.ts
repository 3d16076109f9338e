import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const sid = `AC${'0'.repeat(32)}`
const token = 'a token of thirty-two characters'
const entry = fileURLToPath(new URL('../phones.ts', import.meta.url))

let home: string
let child: ChildProcess
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'phones-process-'))
})
afterEach(() => {
  child.kill('SIGKILL')
  rmSync(home, { recursive: true })
})

/** Starts the process; resolves with its address once it says that it is ready. */
async function startProcess(): Promise<string> {
  child = fork(entry, {
    env: {
      ...process.env,
      PHONES_PORT: '0',
      TWILIO_ACCOUNT_SID: sid,
      TWILIO_AUTH_TOKEN: token,
      EQUILIBRATE_HOME: home,
      EQUILIBRATE_MODE: 'development',
    },
    silent: true,
  })
  const printed: string[] = []
  child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
  const [message] = await once(child, 'message')
  expect(message).toEqual({ ready: true })
  // Standard output and messages come on different ways, in either order.
  return vi.waitFor(
    () => /http:\S+\n/.exec(printed.join(''))?.[0].trim() ?? Promise.reject(new Error('no address')),
  )
}

const send = (url: string, to: string) =>
  fetch(`${url}/2010-04-01/Accounts/${sid}/Messages.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
    body: new URLSearchParams({ To: to, From: '+15005550006', Body: 'Hello' }),
  })

async function logged(url: string): Promise<{ to: string }[]> {
  const log = (await (await fetch(`${url}/log.json`)).json()) as { messages: { to: string }[] }
  return log.messages
}

test('an accepted message outlives a SIGKILL of the network', async () => {
  const before = await startProcess()
  expect((await send(before, '+919812345678')).status).toBe(201)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await logged(await startProcess())).toMatchObject([{ to: '+919812345678' }])
})

test('SIGTERM ends it at once, also while a caller waits for an answer that never comes', async () => {
  const url = await startProcess()
  const waiting = send(url, '+919800000003').catch(() => 'gone')
  while ((await logged(url)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(await waiting).toBe('gone')
})

test('it ends when its parent is gone', async () => {
  await startProcess()
  child.disconnect()
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
