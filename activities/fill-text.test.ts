import { expect, test } from 'vitest'
import { fillText } from './fill-text.ts'

const contact = { name: 'Asha Verma', language: 'en', zone: 'Asia/Kolkata' } as const

test('the first name stands wherever the text asks for it, and nothing else of the person', () => {
  expect(fillText('Dear {{first_name}}, call us, {{first_name}}.', contact)).toBe('Dear Asha, call us, Asha.')
})

test('a name is text, never a pattern', () => {
  expect(fillText('Dear {{first_name}}.', { ...contact, name: '$& $1' })).toBe('Dear $&.')
})

test('a placeholder that nobody fills is never sent', () => {
  expect(() => fillText('Dear {{first_name}}, you owe {{amount}}.', contact)).toThrow(/placeholder/)
})
