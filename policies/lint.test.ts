import { describe, expect, test } from 'vitest'
import { smsSegments } from '../domain/text/segments.ts'
import { lintTemplates, problemsOf } from './lint.ts'
import { loadPack } from './pack.ts'

const pack = loadPack('in')
const named = (text: string): string => text.replaceAll('{{first_name}}', 'Venkatanarasimharajuvari')
const good = pack.templates.get('income-shock.high')?.texts ?? {}
const english = good.en ?? ''
const hindi = good.hi ?? ''

test('no text of the pack breaks its wording rules', () => {
  expect(lintTemplates(pack)).toEqual([])
})

describe.each([...pack.templates.values()])('$id', ({ texts }) => {
  test('takes at most two parts in English and four in Hindi', () => {
    expect(smsSegments(named(texts.en ?? ''))).toMatchObject({ encoding: 'GSM-7', segments: 2 })
    expect(smsSegments(named(texts.hi ?? ''))).toMatchObject({ encoding: 'UCS-2' })
    expect(smsSegments(named(texts.hi ?? '')).segments).toBeLessThanOrEqual(4)
  })
  test('shows on a lock screen nothing but a greeting and who writes', () => {
    expect(named(texts.en ?? '').slice(0, 50)).toMatch(/^Hello \w+, this is Demo Bank/)
    expect(named(texts.hi ?? '').slice(0, 50)).toMatch(/^नमस्ते \w+, यह Demo Bank/)
  })
  test('invites to talk, and names the way to a person and out of such messages', () => {
    expect(texts.en).toMatch(/let us discuss your options/i)
    expect(texts.hi).toContain('आपके विकल्पों पर बात करें')
    for (const text of [texts.en, texts.hi]) {
      expect(text).toContain('1800 000 0100')
      expect(text).toContain('1800 000 0101')
    }
  })
})

test.each([
  ['borrowing', 'You can borrow more.', 'borrow'],
  ['a term', 'We offer a payment holiday.', 'holiday'],
  ['a signal', 'Your salary has not come.', 'salary'],
  ['a score', 'Your risk is high.', 'risk'],
  ['a category', 'You show distress.', 'distress'],
  ['STOP by SMS', 'Reply STOP to end this.', 'reply'],
])('a text with %s is refused', (_, sentence, phrase) => {
  expect(problemsOf(pack, `${english} ${sentence}`, 'en')).toContain(`it must not say "${phrase}"`)
})

test('a Hindi text that offers a loan or names a salary is refused', () => {
  expect(problemsOf(pack, `${hindi} नया लोन लें।`, 'hi')).toContain('it must not say "लोन"')
  expect(problemsOf(pack, `${hindi} आपका वेतन नहीं आया।`, 'hi')).toContain('it must not say "वेतन"')
})

test('a banned phrase inside another word is none', () => {
  expect(problemsOf(pack, english.replace('at your pace', 'please, at your pace'), 'en')).toEqual([])
  expect(problemsOf(pack, english.replace('at your pace', 'and calculate'), 'en')).toEqual([])
})

test('a text that speaks of payments in its first words is refused', () => {
  const text = english.replace('Hello {{first_name}}, this is', 'Your payments, {{first_name}}: this is')
  expect(problemsOf(pack, text, 'en')).toContain('its first words must not say "payment"')
})

test('a text without a person to call, or with another placeholder, is refused', () => {
  expect(problemsOf(pack, english.replace('1800 000 0100', 'us'), 'en')).toContain(
    'it must say "1800 000 0100"',
  )
  expect(problemsOf(pack, `${english} {{last_name}}`, 'en')).toContain(
    'the only placeholder is {{first_name}}',
  )
  expect(problemsOf(pack, `${english} [[agent]]`, 'en')).toContain('the only placeholder is {{first_name}}')
})

test('a text that is too long, or English outside GSM-7, is refused', () => {
  expect(problemsOf(pack, english + ' More.'.repeat(10), 'en')).toContain('it takes 3 parts, 2 are allowed')
  expect(problemsOf(pack, english.replace('Hello', 'Hello ₹'), 'en')).toContain(
    'an English text must fit GSM-7',
  )
})
