import { expect, test } from 'vitest'
import { textParts, withTypicalName } from './placeholders.ts'

test('a text is cut at its placeholders and is whole again when joined', () => {
  const text = 'Dear {{first_name}}, call us.\n{{first_name}}'
  const parts = textParts(text)
  expect(parts.filter((part) => part.placeholder).map((part) => part.text)).toEqual([
    '{{first_name}}',
    '{{first_name}}',
  ])
  expect(parts.map((part) => part.text).join('')).toBe(text)
})

test('braces that are no placeholder stay text', () => {
  expect(textParts('{first_name} {{First}}').some((part) => part.placeholder)).toBe(false)
})

test('parts are counted with a name of eight letters', () => {
  expect(withTypicalName('Dear {{first_name}}')).toHaveLength('Dear '.length + 8)
})
