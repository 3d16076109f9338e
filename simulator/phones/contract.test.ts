import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import twilio from 'twilio'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openLog } from './log.ts'
import { openNetwork, type Network } from './network.ts'
import { openApiCheck, type Exchange } from './openapi-check.ts'
import { serve, type PhonesServer } from './server.ts'

/** Twilio's own description of its API, beside the folder of outside data; without it these tests are skipped. */
const description = join(
  process.env.EQUILIBRATE_SAMPLES ?? '',
  '..',
  'twilio',
  'messages-and-calls.openapi.json',
)
const isHere = process.env.EQUILIBRATE_SAMPLES !== undefined && existsSync(description)

const account = { sid: `AC${'0123456789abcdef'.repeat(2)}`, token: 'a token of thirty-two characters' }
const delays = { sent_ms: 5, ended_ms: 5, listed_ms: 0 }
const [to, from] = ['+919812345678', '+15005550006']
const statusCallback = 'http://127.0.0.1:9/callback?ref=1'

let home: string
let network: Network
let server: PhonesServer
let exchanges: Exchange[] = []
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'phones-contract-'))
  network = openNetwork(account, openLog(join(home, 'log.jsonl')), { delays })
  server = await serve(network, 0, () => 'Hello {{1}}')
})
afterAll(async () => {
  await server.close()
  rmSync(home, { recursive: true })
})

/** The real SDK, pointed at the pretend network; every exchange is kept. */
function sdk() {
  const httpClient = new twilio.RequestClient()
  const request = httpClient.request.bind(httpClient)
  httpClient.request = async (options) => {
    const url = new URL(options.uri)
    const answer = await request({
      ...options,
      uri: server.url + url.pathname + url.search,
    } as typeof options)
    const { params = {}, data = {} } = options as { params?: object; data?: object }
    const body = typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body
    exchanges.push({
      ...{ method: options.method.toUpperCase(), path: url.pathname, status: answer.statusCode, body },
      query: { ...Object.fromEntries(url.searchParams), ...params },
      form: { ...data },
    })
    return answer
  }
  return twilio(account.sid, account.token, { httpClient })
}

const faults = (): string[] => exchanges.flatMap(openApiCheck(description))

test.skipIf(!isHere)('each exchange about messages is as Twilio describes it', async () => {
  exchanges = []
  const client = sdk()
  const sms = await client.messages.create({ to, from, body: 'Hello', statusCallback })
  await client.messages.create({
    ...{ to: `whatsapp:${to}`, from: `whatsapp:${from}`, statusCallback },
    ...{ contentSid: `HX${'0'.repeat(32)}`, contentVariables: '{"1":"Asha"}' },
  })
  await vi.waitFor(() => expect(network.messages.get(sms.sid)?.status).toBe('delivered'))
  await client.messages(sms.sid).fetch()
  await client.messages.list({
    to,
    from,
    dateSentAfter: new Date(0),
    dateSentBefore: new Date(),
    pageSize: 1,
  })
  expect(faults()).toEqual([])
  expect(exchanges.length).toBeGreaterThanOrEqual(4)
})

test.skipIf(!isHere)('each exchange about calls is as Twilio describes it', async () => {
  exchanges = []
  const client = sdk()
  const call = await client.calls.create({
    ...{ to, from, twiml: '<Response><Say>Hello</Say></Response>', timeout: 30, statusCallback },
    statusCallbackEvent: ['initiated', 'completed'],
  })
  await vi.waitFor(() => expect(network.messages.get(call.sid)?.status).toBe('completed'))
  await client.calls(call.sid).fetch()
  await client.calls.list({ to, from, startTimeAfter: new Date(0) })
  expect(faults()).toEqual([])
  expect(exchanges).toHaveLength(3)
})

test.skipIf(!isHere)('an answer that is not as described is found', () => {
  const check = openApiCheck(description)
  const path = `/2010-04-01/Accounts/${account.sid}/Messages.json`
  const sent = { method: 'POST', path, query: {}, form: { To: to, Reference: 'x' }, status: 201 }
  const problems = check({ ...sent, body: { sid: 'SM1', status: 'gone' } })
  expect(problems).toContain('Reference')
  expect(problems).toContain('answer.sid is "SM1"')
  expect(problems).toContain('answer.status is "gone"')
  expect(problems).toContain('answer.body is missing')
})
