import { expect, test } from 'vitest'
import { ServiceError } from '../domain/errors.ts'
import { describeError } from './logger.ts'

test('the log of an error that may quote data holds neither its message nor its details', () => {
  const error = Object.assign(new Error('invalid input: "Asha Rao"'), { code: '22007', detail: 'Asha Rao' })
  const described = describeError(error)
  expect(described).toMatchObject({ type: 'Error', code: '22007' })
  expect(JSON.stringify(described)).not.toContain('Asha')
})

test('an error of the domain is logged with its reason and message', () => {
  expect(describeError(new ServiceError('limit', 'too-many', 'Too many rows.', { rows: 3 }))).toMatchObject({
    reason: 'too-many',
    message: 'Too many rows.',
    parameters: { rows: 3 },
  })
})
