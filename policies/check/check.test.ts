import { describe, expect, test } from 'vitest'
import { examplesOf } from '../examples/index.ts'
import { loadPack, shippedPacks, type Pack } from '../pack.ts'
import { packProblems } from './index.ts'
import { mutationsOf } from './mutations.ts'
import { structureProblems } from './structure.ts'
import { survivorsOf } from './survivors.ts'
import { rulesWithoutWitness } from './witness.ts'

const pack = loadPack('in')
const changed = (change: (documents: Pack['documents']) => void): Pack => {
  const copy = structuredClone(pack)
  change(copy.documents)
  return copy
}

test.each(shippedPacks)('nothing stands against %s', async (id) => {
  expect(await packProblems(loadPack(id), examplesOf(id))).toEqual([])
})

describe('the checker finds', () => {
  test('a hardship without a plan, and one with two', async () => {
    const none = changed(({ matrix }) => void matrix.cells.shift())
    expect(await structureProblems(none)).toContain('INCOME_SHOCK at HIGH has 0 plans, not 1')
    const two = changed(({ matrix }) => void matrix.cells.push({ ...matrix.cells[0]!, name: 'again.high' }))
    expect(await structureProblems(two)).toContain('INCOME_SHOCK at HIGH has 2 plans, not 1')
  })
  test('a rule that can never win', () => {
    const hidden = changed(({ hardship }) => void hardship.rules.unshift(hardship.rules.at(-1)!))
    expect(rulesWithoutWitness(hidden)).toContain('income-shock.no-salary')
    expect(rulesWithoutWitness(pack)).toEqual([])
  })
  test('a list without an end that catches all', async () => {
    const open = changed(({ levels }) => void levels.rules.pop())
    expect(await structureProblems(open)).toContain('the last rule of levels does not catch all that is left')
  })
  test('a question that nobody answers, and a rule without a source', async () => {
    const open = changed((documents) => {
      documents['contact-rules'].rules = documents['contact-rules'].rules.filter(({ kind }) => kind !== 'cap')
      documents.opening.source = ' '
    })
    expect(await structureProblems(open)).toEqual(
      expect.arrayContaining(['no rule answers cap for sms', 'opening has no source']),
    )
  })
  test('a purpose for which no confirmed basis permits a message', async () => {
    const open = changed(({ 'contact-rules': contact }) => {
      for (const rule of contact.rules) if (rule.id === 'in.basis-wellness') rule.status = 'unconfirmed'
    })
    expect(await structureProblems(open)).toContain('no rule answers basis for sms, wellness')
  })
  test('a template that nobody uses, and one that is missing', async () => {
    const wrong = changed(({ templates }) => {
      const [first] = templates.templates
      if (first) first.id = 'other.high'
    })
    expect(await structureProblems(wrong)).toEqual(
      expect.arrayContaining([
        'the matrix names income-shock.high, which is no template',
        'no plan uses the template other.high',
      ]),
    )
  })
  test.each([
    ['an offer to borrow', 'You may borrow more.', 'it must not say "borrow"'],
    ['a term that is promised', 'We will waive it.', 'it must not say "we will"'],
    ['a payment holiday', 'Take a payment holiday.', 'it must not say "holiday"'],
    ['a signal', 'Your salary is late.', 'it must not say "salary"'],
    ['a score', 'Your score is low.', 'it must not say "score"'],
    ['a letter that GSM-7 lacks', 'Pay ₹ 10.', 'an English text must fit GSM-7'],
    ['a third part', ' More.'.repeat(30), 'it takes 3 parts, 2 are allowed'],
  ])('%s in a text', async (_, words, problem) => {
    const said = changed(({ templates }) => void (templates.templates[0]!.bodies['en'] += ` ${words}`))
    expect(await structureProblems(said)).toContain(`income-shock.high/sms/plain/en: ${problem}`)
  })
  test('a phrase that is required and missing, whatever the channel', async () => {
    const silent = changed(({ templates }) => {
      for (const frame of templates.frames) frame.texts['hi'] = '[[tone]] [[body]]'
    })
    for (const channel of ['sms', 'whatsapp', 'email'])
      expect(await structureProblems(silent)).toContain(
        `income-shock.high/${channel}/plain/hi: it must say "1800 000 0101"`,
      )
  })
  test('a text that is not there in a language that every text must speak', async () => {
    const mute = changed(({ templates }) => void delete templates.templates[0]!.bodies['hi'])
    expect(await structureProblems(mute)).toContain('income-shock.high/hi: there is no text')
  })
  test('a duty, a hold, a wording and a list without a source', async () => {
    const unsourced = changed(({ duties, holds, templates, hardship }) => {
      for (const one of [duties.duties[0]!, holds.terms[0]!, templates.wording, hardship]) one.source = ' '
    })
    expect(await structureProblems(unsourced)).toEqual([
      'in.restructuring-review has no source',
      expect.stringMatching(/^hold \w+ has no source$/),
      'hardship has no source',
      'wording has no source',
    ])
  })
  test('a named test that the pack fails', async () => {
    const early = changed(({ 'contact-rules': contact }) => {
      for (const rule of contact.rules) if (rule.kind === 'window') rule.window = ['07:00', '22:00']
    })
    expect(await packProblems(early, examplesOf('in'))).toContainEqual(
      expect.stringMatching(/^contact-rules: sms: 07:59 in Kolkata waits: found /),
    )
  })
  test('a rule that no named test would miss', () => {
    const few = examplesOf('in').filter(({ about }) => about !== 'urgency')
    const { survivors } = survivorsOf(pack, few, ['urgency'])
    expect(survivors).toContain('urgency › weights › exposure becomes 16')
    expect(survivorsOf(pack, examplesOf('in'), ['urgency']).survivors).toEqual([])
  })
})

test('every threshold, word, hour, list and rule of a pack is changed in turn', () => {
  const what = [...mutationsOf(pack)].map((mutation) => mutation.what)
  for (const expected of [
    'levels › rules › high.probability › conditions › all › 0 › value becomes 0.41',
    'hardship › rules › income-shock.no-salary is left out',
    'contact-rules › rules › in.contact-window › window › “08:00” becomes "07:59"',
    'inbound › stop_words › en › “stop” is left out',
    'calendar › weekend › 0 is left out',
  ])
    expect(what).toContain(expected)
})
