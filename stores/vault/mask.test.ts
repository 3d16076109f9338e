import { expect, test } from 'vitest'
import { firstNameOf, maskFirstName, maskName, maskPhone } from './mask.ts'

test('a masked name shows first letters and never the length', () => {
  expect(maskName('Priya Sharma')).toBe('P••• S•••')
  expect(maskName('  Jo   Li ')).toBe('J••• L•••')
  expect(maskName('प्रिया')).not.toContain('या')
})

test('a preview greets by the masked first name only', () => {
  expect(maskFirstName('Priya Sharma')).toBe('P•••')
  expect(firstNameOf({ name: 'Priya Sharma' })).toBe('Priya')
})

test('a masked phone shows its last four digits', () => {
  expect(maskPhone('+919812345678')).toBe('••• 5678')
})
