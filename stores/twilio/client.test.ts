import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { openTwilio } from './client.ts'
import { openMessages } from './messages.ts'

const message = {
  ...{
    to: '+15005550009',
    from: '+15005550006',
    text: 'Hello',
    subject: null,
    language: 'en',
    content: null,
  },
  ...{ stepKey: 'step', callbackUrl: 'http://localhost/callback', unsubscribeUrl: 'http://localhost/out' },
}

/** How often a provider is asked that is busy and names this many seconds. */
async function timesAsked(retryAfter_s: number): Promise<number> {
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': String(retryAfter_s) })
    response.end(JSON.stringify({ code: 20429, message: 'Too Many Requests', status: 429 }))
  }).listen(0)
  const apiUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret', apiUrl }
  const result = await openMessages(openTwilio(account), 'sms').send(message)
  server.close()
  expect(result).toEqual({ is: 'refused', code: '20429', action: 'retry' })
  return asked
}

test('a provider that is busy for a moment is asked again, and one that names a long wait is left alone', async () => {
  expect(await Promise.all([timesAsked(1), timesAsked(60)])).toEqual([3, 1])
})
