import { expect, test } from 'vitest'
import { messageIdOf, resultOfMailError } from './mail.ts'

test('a numbered answer is a refusal that asks for what its code says, whenever it comes', () => {
  expect(resultOfMailError({ responseCode: 550, command: 'RCPT TO' })).toEqual({
    ...{ is: 'refused', code: 'smtp-550', action: 'other-channel' },
  })
  expect(resultOfMailError({ responseCode: 554, command: 'DATA' })).toMatchObject({ action: 'halt' })
  expect(resultOfMailError({ responseCode: 451, command: 'RCPT TO' })).toMatchObject({ action: 'retry' })
  expect(resultOfMailError({ responseCode: 599 })).toMatchObject({ is: 'refused', action: 'unknown' })
})

test('a break before DATA sent nothing; one after it is unknown', () => {
  for (const command of ['CONN', 'EHLO', 'AUTH PLAIN', 'MAIL FROM', 'RCPT TO'])
    expect(resultOfMailError({ code: 'ETIMEDOUT', command })).toMatchObject({
      ...{ is: 'refused', code: 'smtp-not-connected', action: 'retry' },
    })
  for (const error of [{ code: 'ETIMEDOUT', command: 'DATA' }, { code: 'ECONNECTION' }, null])
    expect(resultOfMailError(error)).toMatchObject({ is: 'unknown' })
})

test('the same step always has the same Message-ID, another step another', () => {
  const id = messageIdOf({ stepKey: 'case-1/hash/0', from: 'care@bank.example' })
  expect(id).toMatch(/^<[0-9a-f]{64}@bank\.example>$/)
  expect(messageIdOf({ stepKey: 'case-1/hash/0', from: 'Care <care@bank.example>' })).toBe(id)
  expect(messageIdOf({ stepKey: 'case-1/hash/1', from: 'care@bank.example' })).not.toBe(id)
})
