import { expect, test } from 'vitest'
import { actionOfCode } from '../codes.ts'
import { resultOfError } from './errors.ts'
import { isTwilioSignature } from './signature.ts'
import { messageStatusOf } from './status.ts'

test('a timeout, a reset and a 5xx are unknown, never a refusal', () => {
  for (const error of [
    { status: null, code: 'ECONNABORTED' },
    { status: null, code: 'ECONNRESET' },
    { status: null, code: null },
    { status: 500, code: null },
    { status: 503, code: '20503' },
    { status: 408, code: null },
  ])
    expect(resultOfError(error)).toMatchObject({ is: 'unknown' })
})

test('a connection that never stood sent nothing and may be tried again', () => {
  expect(resultOfError({ status: null, code: 'ECONNREFUSED' })).toMatchObject({
    is: 'refused',
    action: 'retry',
  })
})

test('a refusal asks for what its code says', () => {
  const actions = { '21610': 'suppress', '21211': 'other-channel', '21408': 'halt', '99999': 'unknown' }
  for (const [code, action] of Object.entries(actions))
    expect(resultOfError({ status: 400, code })).toEqual({ is: 'refused', code, action })
  expect(resultOfError({ status: 429, code: null })).toMatchObject({ action: 'retry' })
  expect(actionOfCode(null)).toBe('unknown')
})

test('Twilio names of statuses become ours, and those of incoming messages none', () => {
  expect(messageStatusOf('scheduled')).toBe('accepted')
  expect(messageStatusOf('partially_delivered')).toBe('delivered')
  expect(messageStatusOf('read')).toBe('read')
  expect(messageStatusOf('received')).toBeNull()
})

test('a callback holds only under its own token, URL and parameters', () => {
  // HMAC-SHA1 of "https://bank.example/v1/callbacks/twilio/status?ref=1MessageSidSM1MessageStatussent" by "secret",
  // computed with OpenSSL.
  const callback = {
    authToken: 'secret',
    signature: '9kcGy1UOsC4h2RMmeD9wcjzcs2Q=',
    url: 'https://bank.example/v1/callbacks/twilio/status?ref=1',
    params: { MessageStatus: 'sent', MessageSid: 'SM1' },
  }
  expect(isTwilioSignature(callback)).toBe(true)
  expect(isTwilioSignature({ ...callback, authToken: 'other' })).toBe(false)
  expect(isTwilioSignature({ ...callback, url: `${callback.url}2` })).toBe(false)
  expect(isTwilioSignature({ ...callback, params: { ...callback.params, MessageStatus: 'delivered' } })).toBe(
    false,
  )
})
