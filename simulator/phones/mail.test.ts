import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLog } from './log.ts'
import { serveMail, type MailServer } from './mail.ts'
import { openNetwork, type Network } from './network.ts'

const account = { sid: `AC${'0'.repeat(32)}`, token: 'a token of thirty-two characters' }
const WAITS_MS = 500

let home: string
let network: Network
let server: MailServer
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'mail-'))
  network = openNetwork(account, openLog(join(home, 'log.jsonl')))
  server = await serveMail(network, 0)
})
afterAll(async () => {
  await server.close()
  await network.stop()
  rmSync(home, { recursive: true })
})

const send = (to: string, subject = 'A note', text = 'Hello') =>
  createTransport({ host: '127.0.0.1', port: server.port, socketTimeout: WAITS_MS }).sendMail({
    ...{ from: 'care@bank.example', to, subject, text },
    headers: { 'List-Unsubscribe': '<http://localhost/unsubscribe/1>' },
  })
const received = (to: string) => [...network.messages.values()].filter((message) => message.to === to)

test('a mail in Hindi is kept as it reads, with its way out', async () => {
  const text = 'नमस्ते आशा,\n\nआइए, आपके विकल्पों पर बात करें। '.repeat(5).trim()
  await send('asha@mail.example', 'Demo Bank का एक संदेश', text)
  expect(received('asha@mail.example')).toMatchObject([
    {
      ...{ medium: 'email', subject: 'Demo Bank का एक संदेश', body: text },
      unsubscribe: 'http://localhost/unsubscribe/1',
    },
  ])
})

test('nobody, full and busy are refused with their codes', async () => {
  for (const [name, responseCode] of Object.entries({ nobody: 550, full: 552, busy: 451 }))
    await expect(send(`${name}@mail.example`)).rejects.toMatchObject({ responseCode, command: 'RCPT TO' })
  expect(received('nobody@mail.example')).toEqual([])
})

test('silent takes the mail and never answers: the sender cannot know', async () => {
  await expect(send('silent@mail.example')).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  expect(received('silent@mail.example')).toHaveLength(1)
})
