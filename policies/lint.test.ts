import { describe, expect, test } from 'vitest'
import { smsSegments } from '../domain/text/segments.ts'
import { editProblems, lintTemplates, problemsOf, smsSizeOf } from './lint.ts'
import { loadPack, shippedPacks } from './pack.ts'
import { everyText, textOf } from './texts.ts'

const pack = loadPack('in')
const named = (text: string): string => text.replaceAll('{{first_name}}', 'Venkatanarasimharajuvari')
const spoken = (language: string): string =>
  textOf(pack, 'income-shock.high', { channel: 'sms', tone: 'gentle', language })?.text ?? ''
const [english, hindi] = [spoken('en'), spoken('hi')]
const problems = (text: string, language: string) => problemsOf(pack, { text, language, channel: 'sms' })

test.each(shippedPacks)('no text of %s breaks its wording rules', (id) => {
  expect(lintTemplates(loadPack(id))).toEqual([])
})

const ofSms = everyText(pack).filter(({ channel }) => channel === 'sms')
const pairs = ofSms
  .filter(({ language }) => language === 'en')
  .map((en) => ({
    ...en,
    hi:
      ofSms.find(
        ({ language, templateId, tone }) =>
          language === 'hi' && templateId === en.templateId && tone === en.tone,
      )?.text ?? '',
  }))

describe.each(pairs)('$templateId, $tone', ({ text: en, hi }) => {
  const texts = { en, hi }
  test('takes at most two parts in English and four in Hindi', () => {
    expect(smsSegments(named(texts.en))).toMatchObject({ encoding: 'GSM-7', segments: 2 })
    expect(smsSegments(named(texts.hi))).toMatchObject({ encoding: 'UCS-2' })
    expect(smsSegments(named(texts.hi)).segments).toBeLessThanOrEqual(4)
  })
  test('shows on a lock screen nothing but a greeting and who writes', () => {
    expect(named(texts.en).slice(0, 50)).toMatch(/^Hello \w+, this is Demo Bank/)
    expect(named(texts.hi).slice(0, 50)).toMatch(/^नमस्ते \w+, यह Demo Bank/)
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
  ['a threat', 'Otherwise we take legal action.', 'legal'],
  ['a threat to report', 'This goes to CIBIL.', 'cibil'],
  ['pressure', 'You must pay this week.', 'must pay'],
  ['a promise', 'You may skip three instalments.', 'skip'],
  ['a rate', 'Only 3% from now on.', '%'],
  ['a phrase over two lines', 'Get a top\n up.', 'top up'],
  ['a phrase with something invisible in it', 'You can bor\u200Brow.', 'borrow'],
  ['a phrase in wide letters', 'You can ｂｏｒｒｏｗ.', 'borrow'],
])('a text with %s is refused', (_, sentence, phrase) => {
  expect(problems(`${english} ${sentence}`, 'en')).toContain(`it must not say "${phrase}"`)
})

test('a Hindi text that offers a loan or names a salary is refused', () => {
  expect(problems(`${hindi} नया लोन लें।`, 'hi')).toContain('it must not say "लोन"')
  expect(problems(`${hindi} आपका वेतन नहीं आया।`, 'hi')).toContain('it must not say "वेतन"')
})

test('a Hindi text is held to the English phrases too, and to Hindi ones without their dots', () => {
  expect(problems(`${hindi} आप loan लें।`, 'hi')).toContain('it must not say "loan"')
  expect(problems(`${hindi} क़ानूनी कदम।`, 'hi')).toContain('it must not say "कानून"')
})

test('letters of another script that look like ours are refused', () => {
  expect(problems(`${english} You can bοrrow.`, 'en')).toContain('it has letters of another script')
  expect(problems(`${hindi} лoan लें।`, 'hi')).toContain('it has letters of another script')
  expect(problems(hindi, 'hi')).toEqual([])
})

test('a banned phrase inside another word is none', () => {
  expect(problems(english.replace('in confidence', 'please, in confidence'), 'en')).toEqual([])
  expect(problems(english.replace('in confidence', 'and calculate'), 'en')).toEqual([])
})

test('a text that speaks of payments in its first words is refused', () => {
  const text = english.replace('Hello {{first_name}}, this is', 'Your payments, {{first_name}}: this is')
  expect(problems(text, 'en')).toContain('its first words must not say "payment"')
})

test('a text without a person to call, or with another placeholder, is refused', () => {
  expect(problems(english.replace('1800 000 0100', 'us'), 'en')).toContain('it must say "1800 000 0100"')
  expect(problems(`${english} {{last_name}}`, 'en')).toContain('the only placeholder is {{first_name}}')
  expect(problems(`${english} [[agent]]`, 'en')).toContain('the only placeholder is {{first_name}}')
})

test('a text that is too long, or English outside GSM-7, is refused', () => {
  expect(problems(english + ' More.'.repeat(10), 'en')).toContain('it takes 3 parts, 2 are allowed')
  expect(problems(english.replace('Hello', 'Hello ₹'), 'en')).toContain('an English text must fit GSM-7')
})

test('a template that leads elsewhere than to the pack’s own lines is refused', () => {
  expect(problems(`${english} See pay.example.`, 'en')).toContain(
    'it must not give the address or number "pay.example"',
  )
})

test('a subject line that implies a difficulty is refused', () => {
  const email = { text: english, language: 'en', channel: 'email' } as const
  expect(problemsOf(pack, { ...email, subject: 'A note from Demo Bank' })).toEqual([])
  expect(problemsOf(pack, { ...email, subject: 'Help with your debt' })).toEqual([
    'its subject must not say "debt"',
    'its subject must not say "help"',
  ])
})

test('encoding, parts and cost of an SMS are known', () => {
  expect(smsSizeOf(pack, english)).toMatchObject({ encoding: 'GSM-7', segments: 2, cost_centiminor: 3_000 })
  expect(smsSizeOf(pack, hindi)).toMatchObject({ encoding: 'UCS-2', segments: 4, cost_centiminor: 6_000 })
})

describe('a worker’s edit', () => {
  const uk = loadPack('uk')
  const text = textOf(uk, 'income-shock.high', { channel: 'sms', tone: 'plain', language: 'en' })?.text ?? ''
  const step = { text, language: 'en', channel: 'sms' } as const
  test('within the rules is taken where the text is not registered', () => {
    expect(editProblems(uk, step, text.replace('in confidence', 'in private'))).toEqual([])
  })
  test('is held to the same rules as a template', () => {
    expect(editProblems(uk, step, text.replace('in confidence', 'or borrow'))).toEqual([
      'it must not say "borrow"',
    ])
  })
  test.each([
    ...['https://pay.example/now', 'pay.example', 'www.pay.example', 'me@pay.example'],
    ...['98765 43210', '+44 20 7946 0000', '001234567890', '९८७६५४३२१०'],
  ])('that brings in “%s”, which is none of the pack’s own lines, is refused', (address) => {
    expect(editProblems(uk, step, `${text} ${address}`)).toContain(
      `it must not give the address or number "${address}"`,
    )
  })
  test('may name the pack’s own numbers elsewhere', () => {
    expect(editProblems(uk, step, text.replace('(9am-6:30pm) and', 'or 0800 138 7777 and'))).toEqual([])
  })
  test('of a registered text is refused: it would not be delivered', () => {
    const registered = { text: english, language: 'en', channel: 'sms' } as const
    expect(editProblems(pack, registered, english)).toEqual([])
    expect(editProblems(pack, registered, english.replace('free', 'now'))).toEqual([
      'this text is registered and must be sent to the letter',
    ])
  })
})
