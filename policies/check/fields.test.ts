import { expect, test } from 'vitest'
import type { PackDocuments } from '../pack-schema.ts'
import { loadPack, shippedPacks } from '../pack.ts'
import { featuresRead } from '../assess.ts'
import { fieldProblems, unknownFeatures } from './fields.ts'

const pack = loadPack('in')
const found = (change: (documents: PackDocuments) => void): string[] => {
  const documents = structuredClone(pack.documents)
  change(documents)
  return fieldProblems({ ref: pack.ref, documents })
}

test.each(shippedPacks)('no field of %s is such that the product could not work with it', (id) => {
  expect(fieldProblems(loadPack(id))).toEqual([])
})

test.each<[string, (documents: PackDocuments) => void, string]>([
  ['a zone that is none', ({ pack: head }) => void (head.zone = 'Asia/Kolkatta'), 'pack.zone: '],
  [
    'one of the zones where the customer’s is unknown',
    (documents) => void (documents['contact-rules'].zones_if_unknown = ['Asia/Kolkata', 'Mars/Base']),
    'contact-rules.zones_if_unknown.1: ',
  ],
  ['no person to call', ({ pack: { lines } }) => void (lines.person = ' '), 'pack.lines.person: '],
  ['no way out', ({ pack: { lines } }) => void (lines.opt_out = ''), 'pack.lines.opt_out: '],
  ['a bank without a name', ({ pack: head }) => void (head.bank_name = ''), 'pack.bank_name: '],
  [
    'a week without a business day',
    ({ calendar }) => void (calendar.weekend = [0, 1, 2, 3, 4, 5, 6]),
    'calendar.weekend: ',
  ],
  [
    'a calendar of years that are over',
    ({ calendar }) => void (calendar.holidays = [{ date: '2020-12-25', title: 'Christmas', source: 'x' }]),
    'calendar.holidays: ',
  ],
  [
    'no word for stop in a language that it writes',
    ({ inbound }) => void delete inbound.stop_words['hi'],
    'inbound.stop_words.hi: ',
  ],
  [
    'no confirmation',
    ({ inbound }) => void (inbound.confirmation.texts = {}),
    'inbound.confirmation.texts.en: ',
  ],
  [
    'weights beyond the scale',
    ({ urgency }) => void (urgency.weights.exposure = 300),
    'urgency.weights: they add up to 385; make it 100',
  ],
])('%s is found by its field', (_, change, field) => {
  expect(found(change)).toContainEqual(expect.stringContaining(field))
})

test('a rule that reads what is no feature is found by the name', () => {
  const known = featuresRead(pack)
  expect(unknownFeatures(pack, known)).toEqual([])
  expect(unknownFeatures(pack, known.slice(1))).toEqual([expect.stringContaining(`“${known[0]}”`)])
})
