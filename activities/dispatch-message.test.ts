import { expect, test } from 'vitest'
import { resultOfError } from '../stores/twilio/errors.ts'
import { answerOf } from './dispatch-message.ts'

const stateAfter = (status: number | null, code: string | null) =>
  answerOf(resultOfError({ status, code })).state

test('only a recipient who cannot be reached so, or has opted out, ends a step for good', () => {
  expect(stateAfter(400, '21211')).toBe('refused')
  expect(stateAfter(400, '21610')).toBe('refused')
})

test('a step that our own side or a busy provider kept back may be intended again', () => {
  const mendable = [
    [401, '20003'],
    [400, '21408'],
    [400, '30002'],
    [404, null],
    [429, '20429'],
  ] as const
  for (const [status, code] of mendable) expect(stateAfter(status, code)).toBe('blocked')
  expect(stateAfter(null, 'ECONNREFUSED')).toBe('blocked')
})

test('an answer that leaves it open whether it was sent is unknown', () => {
  expect(stateAfter(null, 'ECONNRESET')).toBe('unknown')
  expect(stateAfter(503, null)).toBe('unknown')
})
