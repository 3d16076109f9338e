import { expect, test } from 'vitest'
import { ServiceError } from '../domain/errors.ts'
import { safeFailure } from './safe-failures.ts'

const SECRET = 'Asha Verma +919812345678'

test('an error of a library leaves its message, cause and stack behind', () => {
  const error = Object.assign(new Error(`duplicate key (name)=(${SECRET})`, { cause: new Error(SECRET) }), {
    code: '23505',
  })
  const failure = safeFailure(error)
  expect(JSON.stringify([failure.message, failure.stack, failure.cause, failure.details])).not.toContain(
    'Asha',
  )
  expect(failure).toMatchObject({ type: 'unavailable', nonRetryable: false, stack: '', cause: undefined })
  expect(failure.details).toEqual([{ reason: 'unexpected', parameters: { name: 'Error 23505' } }])
})

test('an error of ours keeps its code, reason and safe parameters, not its sentence', () => {
  const failure = safeFailure(new ServiceError('corrupt', 'plan-hash', SECRET, { version: 2 }))
  expect(failure).toMatchObject({ type: 'corrupt', message: 'plan-hash', nonRetryable: true })
  expect(failure.details).toEqual([{ reason: 'plan-hash', parameters: { version: 2 } }])
  expect(failure.stack).toBe('')
})

test('only what a new try may mend is tried again', () => {
  const isFinal = (code: 'unavailable' | 'conflict' | 'corrupt' | 'refused') =>
    safeFailure(new ServiceError(code, 'x', 'x')).nonRetryable
  expect([isFinal('unavailable'), isFinal('conflict')]).toEqual([false, false])
  expect([isFinal('corrupt'), isFinal('refused')]).toEqual([true, true])
  expect(safeFailure(new TypeError('x is no function')).nonRetryable).toBe(true)
})
