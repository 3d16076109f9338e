import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import twilio from 'twilio'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openLog } from './log.ts'
import { openNetwork, type Network } from './network.ts'
import { serve, type PhonesServer } from './server.ts'

const account = { sid: `AC${'0123456789abcdef'.repeat(2)}`, token: 'a token of thirty-two characters' }
const delays = { sent_ms: 20, ended_ms: 30, listed_ms: 0 }
const FROM = '+15005550006'

type Heard = {
  sid: string
  status: string
  errorCode: string | undefined
  genuine: boolean
  reference: string | null
}

let home: string
let network: Network
let server: PhonesServer
let listener: Server
let callbackUrl: string
let heard: Heard[]
let answers: number[]

async function start(): Promise<void> {
  network = openNetwork(account, openLog(join(home, 'log.jsonl')), { delays })
  server = await serve(network, 0)
}

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'phones-'))
  heard = []
  answers = []
  listener = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk)
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()))
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}${req.url}`
    const signature = String(req.headers['x-twilio-signature'])
    heard.push({
      sid: String(form['MessageSid']),
      status: String(form['MessageStatus']),
      errorCode: form['ErrorCode'],
      genuine: twilio.validateRequest(account.token, signature, url, form),
      reference: new URL(url).searchParams.get('ref'),
    })
    res.writeHead(answers.shift() ?? 204).end()
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  callbackUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/callbacks?ref=a%20b&n=1`
  await start()
})

afterEach(async () => {
  await server.close()
  listener.close()
  listener.closeAllConnections()
  rmSync(home, { recursive: true })
})

/** The real SDK, pointed at the pretend network. */
function sdk(token = account.token, sid = account.sid) {
  const httpClient = new twilio.RequestClient({ timeout: 300 })
  const request = httpClient.request.bind(httpClient)
  httpClient.request = (options) =>
    request({ ...options, uri: options.uri.replace('https://api.twilio.com', server.url) })
  return twilio(sid, token, { httpClient })
}
const send = (to: string, body = 'Hello') =>
  sdk().messages.create({ to, from: FROM, body, statusCallback: callbackUrl })
const statuses = () => heard.map((each) => each.status)
const received = (to: string) => [...network.messages.values()].filter((message) => message.to === to)

describe('sending with the real SDK', () => {
  test('a message is accepted, read back and delivered, and each step is told with a genuine signature', async () => {
    const message = await send('+919812345678', 'नमस्ते')
    expect(message).toMatchObject({
      status: 'queued',
      numSegments: '1',
      direction: 'outbound-api',
      errorCode: null,
    })
    expect(message.sid).toMatch(/^SM[0-9a-f]{32}$/)
    expect(Math.abs(message.dateCreated.getTime() - Date.now())).toBeLessThan(2000)

    await vi.waitFor(() => expect(statuses()).toEqual(['sent', 'delivered']))
    expect(heard.every((each) => each.genuine && each.reference === 'a b')).toBe(true)
    const again = await sdk().messages(message.sid).fetch()
    expect(again).toMatchObject({ status: 'delivered', body: 'नमस्ते', to: '+919812345678', from: FROM })
    expect(again.dateSent).toBeInstanceOf(Date)
  })

  test('a list is filtered by number and time, the newest first, over several pages', async () => {
    for (const body of ['one', 'two', 'three']) await send('+919812345678', body)
    await send('+919812345679', 'other')
    const to = '+919812345678'
    const hour = 3_600_000
    const all = await sdk().messages.list({ to, from: FROM, pageSize: 2 })
    expect(all.map((message) => message.body)).toEqual(['three', 'two', 'one'])
    const recent = await sdk().messages.list({ to, dateSentAfter: new Date(Date.now() - hour) })
    expect(recent).toHaveLength(3)
    expect(await sdk().messages.list({ to, dateSentAfter: new Date(Date.now() + hour) })).toEqual([])
    expect(await sdk().messages.list({ to, dateSentBefore: new Date(Date.now() - hour) })).toEqual([])
    expect(await sdk().messages.list({ to, dateSent: new Date() })).toHaveLength(3)
  })

  test.each([
    ['a number that is none', { to: '12', from: FROM, body: 'x' }, 21211, 400],
    ['no text', { to: '+919812345678', from: FROM }, 21602, 400],
    ['too long a text', { to: '+919812345678', from: FROM, body: 'x'.repeat(1601) }, 21617, 400],
    ['no sender', { to: '+919812345678', body: 'x' }, 21603, 400],
    ['a sender that is none', { to: '+919812345678', from: '!', body: 'x' }, 21212, 400],
    [
      'a callback that is no URL',
      { to: '+919812345678', from: FROM, body: 'x', statusCallback: 'nowhere' },
      21609,
      400,
    ],
  ] as const)('%s is refused as Twilio refuses it', async (_, request, code, status) => {
    await expect(sdk().messages.create(request)).rejects.toMatchObject({
      code,
      status,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    })
    expect(network.messages.size).toBe(0)
  })

  test('a wrong token, and another account, are refused', async () => {
    await expect(sdk('wrong').messages.list()).rejects.toMatchObject({ code: 20003, status: 401 })
    await expect(sdk(account.token, `AC${'f'.repeat(32)}`).messages.list()).rejects.toMatchObject({
      code: 20003,
    })
    await expect(
      sdk()
        .messages(`SM${'0'.repeat(32)}`)
        .fetch(),
    ).rejects.toMatchObject({ code: 20404, status: 404 })
  })
})

describe('numbers that behave', () => {
  test('…0001 cannot be reached', async () => {
    await send('+919800000001')
    await vi.waitFor(() => expect(statuses()).toEqual(['sent', 'undelivered']))
    expect(heard[1]?.errorCode).toBe('30003')
  })
  test('…0002 is refused as invalid', async () => {
    await expect(send('+919800000002')).rejects.toMatchObject({ code: 21211 })
    expect(received('+919800000002')).toEqual([])
  })
  test('…0003 is accepted and delivered, and the answer never comes', async () => {
    await expect(send('+919800000003')).rejects.toThrow(/timeout/)
    expect(received('+919800000003')).toHaveLength(1)
    await vi.waitFor(() => expect(statuses()).toEqual(['sent', 'delivered']))
  })
  test('…0004 is accepted and delivered, and the answer is a server error', async () => {
    await expect(send('+919800000004')).rejects.toMatchObject({ status: 500 })
    await vi.waitFor(() => expect(received('+919800000004')[0]?.status).toBe('delivered'))
  })
  test('…0005 is too much at the first try of each message, accepted at the second', async () => {
    for (const text of ['one', 'two']) {
      await expect(send('+919800000005', text)).rejects.toMatchObject({ code: 20429, status: 429 })
      expect((await send('+919800000005', text)).status).toBe('queued')
    }
    expect(received('+919800000005')).toHaveLength(2)
  })
  test('…0006 is told of in disorder and twice', async () => {
    await send('+919800000006')
    await vi.waitFor(() => expect(statuses()).toEqual(['delivered', 'delivered', 'sent']))
    expect(heard.every((each) => each.genuine)).toBe(true)
  })
  test('…0007 is delivered, and only a list shows it', async () => {
    await expect(send('+919800000007')).rejects.toThrow(/timeout/)
    await vi.waitFor(() => expect(received('+919800000007')[0]?.status).toBe('delivered'))
    expect(heard).toEqual([])
    expect(await sdk().messages.list({ to: '+919800000007' })).toHaveLength(1)
  })
})

describe('callbacks', () => {
  test('one that is not heard is repeated, each try in the log', async () => {
    answers = [503, 204]
    await send('+919812345678')
    await vi.waitFor(() => expect(statuses().toSorted()).toEqual(['delivered', 'sent', 'sent']))
    const tries = network.records.filter((record) => record.kind === 'callback' && record.status === 'sent')
    expect(tries).toMatchObject([
      { attempt: 1, answer: 503 },
      { attempt: 2, answer: 204 },
    ])
  })
  test('a message without a callback address is delivered in silence', async () => {
    await sdk().messages.create({ to: '+919812345678', from: FROM, body: 'Hello' })
    await vi.waitFor(() => expect(received('+919812345678')[0]?.status).toBe('delivered'))
    expect(heard).toEqual([])
  })
})

describe('a restart', () => {
  test('keeps the log, goes on with what was under way and repeats no callback that was heard', async () => {
    const done = await send('+919812345678', 'done')
    await vi.waitFor(() => expect(statuses()).toEqual(['sent', 'delivered']))
    const underWay = await send('+919812345679', 'under way')
    await server.close()
    await start()
    expect([...network.messages.keys()]).toEqual([done.sid, underWay.sid])
    await vi.waitFor(() => expect(network.messages.get(underWay.sid)?.status).toBe('delivered'))
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ sid: underWay.sid, status: 'delivered' }))
    expect(heard.filter((each) => each.sid === done.sid)).toHaveLength(2)
  })
})

describe('the pages', () => {
  const text = async (path: string) => (await fetch(server.url + path)).text()

  test('show a text as text, never as markup', async () => {
    await send('+919812345678', '<script>alert(1)</script> & "so"')
    const page = await text('/')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot;')
    expect(page).not.toContain('<script>alert')
  })
  test('say that nothing has come yet', async () => {
    expect(await text('/')).toContain('No message yet.')
  })
  test('show the phone with the newest message first', async () => {
    await send('+919812345678')
    await send('+919812345679')
    await send('+919812345678', 'newest')
    const page = await text('/phones.html')
    expect(page.indexOf('98123 45678')).toBeLessThan(page.indexOf('98123 45679'))
    expect(page.indexOf('newest')).toBeLessThan(page.indexOf('Hello'))
  })
  test('give the log to tests, and their health', async () => {
    await send('+919812345678')
    const log = JSON.parse(await text('/log.json'))
    expect(log.messages).toMatchObject([{ to: '+919812345678', body: 'Hello', statusCallback: callbackUrl }])
    expect(log.records[0]).toMatchObject({ kind: 'accepted', to: '+919812345678' })
    expect(JSON.parse(await text('/healthz'))).toEqual({ status: 'ok', messages: 1 })
  })
  test('are told at once that something changed', async () => {
    const response = await fetch(`${server.url}/changes`)
    const reader = response.body?.getReader()
    await send('+919812345678')
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value)).toContain('data: changed')
    await reader?.cancel()
  })
})
