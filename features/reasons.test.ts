import { describe, expect, test } from 'vitest'
import type { DueObligation } from '../domain/evaluation.ts'
import { catalogue, featureNames } from './catalogue.ts'
import { units } from './catalogue/feature.ts'
import * as english from './catalogue/words/en/index.ts'
import * as hindi from './catalogue/words/hi/index.ts'
import { money } from './catalogue/words/numbers.ts'
import { factorName, reasonInWords, reasonLanguages, type ReasonLanguage } from './reasons.ts'

const due: DueObligation = {
  id: 'emi-3',
  product: 'loan',
  dueDate: '2026-03-12',
  amountMinor: 500_000,
  currency: 'INR',
  outstandingMinor: null,
}
const vector = { usual_pay_day: 2 }
const say = (feature: string, value: number | null, contribution: number, language: ReasonLanguage = 'en') =>
  reasonInWords({ feature, value, contribution, vector, due }, language)
/** Values that a feature may have: its bounds, and some between. */
const valuesOf = ([least, greatest]: readonly [number | null, number | null]): number[] =>
  [-2, -0.35, 0, 0.04, 0.4, 1, 9, 33.333].filter(
    (value) => value >= (least ?? -Infinity) && value <= (greatest ?? Infinity),
  )

describe.each(reasonLanguages)('in %s', (language) => {
  test.each(catalogue)('$name has a sentence for each value, both directions and missing', (feature) => {
    for (const value of [...valuesOf(feature.range), null]) {
      const raises = say(feature.name, value, 0.3, language)
      const lowers = say(feature.name, value, -0.3, language)
      for (const text of [raises.worker, raises.regulator, lowers.worker, lowers.regulator]) {
        expect(text).not.toMatch(/null|undefined|NaN|\[object|\d\.\d{3,}|−0(?![.\d])|-\d/)
        expect(text.length).toBeLessThan(200)
        expect(/\p{Script=Devanagari}/u.test(text)).toBe(language === 'hi')
      }
      expect(lowers.worker).not.toBe(raises.worker)
      expect(lowers.worker).toContain(raises.worker)
      expect(lowers.regulator).not.toBe(raises.regulator)
      expect(raises.regulator.startsWith(factorName(feature.name, language) ?? '?')).toBe(true)
    }
    if (feature.missing === null) return
    const missing = say(feature.name, null, 0.3, language).worker
    for (const value of valuesOf(feature.range))
      expect(say(feature.name, value, 0.3, language).worker).not.toBe(missing)
  })

  test('what a regulator is told holds nothing that a worker alone may read into it', () => {
    for (const name of featureNames)
      expect(factorName(name, language)).not.toMatch(/distress|stress|risk|suspicious|संकट|जोखिम/i)
  })

  test('every unit can be said, and no two wordings are the same', () => {
    const { wordings, phrases } = language === 'en' ? english : hindi
    for (const unit of units) expect(phrases.inUnit(1, unit, 'INR')).toMatch(/\S/)
    const factors = Object.values(wordings).map(({ factor }) => factor)
    expect(new Set(factors).size).toBe(factors.length)
  })
})

test.each([
  [
    'salary_delay_days',
    9,
    'Salary is 9 days late; usually it comes by the 2nd',
    'वेतन में 9 दिन की देरी है; सामान्यतः यह महीने की 2 तारीख तक आता है',
  ],
  [
    'salary_delay_days',
    0,
    'Salary is not late; usually it comes by the 2nd',
    'वेतन में देरी नहीं है; सामान्यतः यह महीने की 2 तारीख तक आता है',
  ],
  [
    'balance_to_due',
    0.4,
    'The balance is 40 % of the next payment of ₹5,000, due on 12 March 2026',
    'शेष राशि ₹5,000 के अगले भुगतान (देय तिथि 12 मार्च 2026) की 40 % है',
  ],
  ['days_since_salary', 1, 'Regular income last came 1 day ago', 'नियमित आय पिछली बार 1 दिन पहले आई थी'],
  [
    'spending_change_28d',
    -0.4,
    'Spending of the last 4 weeks is down 40 % against the 4 before',
    'पिछले 4 सप्ताह का खर्च उससे पहले के 4 सप्ताह की तुलना में 40 % कम है',
  ],
  ['failed_debits_90d', 2, '2 automatic debits failed in 90 days', '90 दिनों में 2 ऑटो-डेबिट विफल हुए'],
  [
    'monthly_income_minor',
    12_345_650,
    "A usual month's income is ₹1,23,456.50",
    'सामान्य मासिक आय ₹1,23,456.50 है',
  ],
  ['card_utilisation', 0.93, '93 % of the card limit is used', 'कार्ड की सीमा का 93 % उपयोग में है'],
  ['balance_to_due', null, 'The balance or the next payment is not known', 'शेष राशि या अगला भुगतान ज्ञात नहीं'],
] as const)('%s of %s carries the customer’s own numbers', (feature, value, inEnglish, inHindi) => {
  expect(say(feature, value, 0.2).worker).toBe(inEnglish)
  expect(say(feature, value, 0.2, 'hi').worker).toBe(inHindi)
})

test('a fact that speaks for the customer says so, to the worker and to the regulator', () => {
  expect(say('days_since_salary', 1, -0.2)).toEqual({
    worker: 'Regular income last came 1 day ago (speaks for paying on time)',
    regulator:
      'Time since regular income was last received: 1 day. This lowered the estimated probability that the next payment is not made on time.',
  })
  expect(say('card_utilisation', null, 0.2).regulator).toBe(
    'Share of the card limits that is used: not known. This raised the estimated probability that the next payment is not made on time.',
  )
})

test('rupees are grouped in lakhs and crores, other currencies in thousands', () => {
  expect([money(12_345_678_900, 'INR'), money(12_345_678_950, 'EUR')]).toEqual([
    '₹12,34,56,789',
    '€123,456,789.50',
  ])
  expect([money(99_900, 'CZK'), money(-100_000, 'GBP'), money(5, null)]).toEqual([
    'CZK 999',
    '−£1,000',
    '0.05',
  ])
})

test('a name that is no feature is refused', () =>
  expect(() => say('nonsense', 1, 1)).toThrow(expect.objectContaining({ reason: 'feature-unknown' })))
