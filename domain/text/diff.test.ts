import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDiff } from './diff.ts'

test('a word that was put in place of another is one removed and one added, the rest stayed', () => {
  expect(wordDiff('Call us free today', 'Call us gladly today')).toEqual([
    { is: 'same', text: 'Call us ' },
    { is: 'removed', text: 'free ' },
    { is: 'added', text: 'gladly ' },
    { is: 'same', text: 'today' },
  ])
})

test('without what was removed it is the new text, whatever the two are', () => {
  const words = fc
    .array(fc.constantFrom('pay', 'call', 'us', 'now', 'free'), { maxLength: 12 })
    .map((it) => it.join(' '))
  fc.assert(
    fc.property(words, words, (before, after) => {
      const kept = wordDiff(before, after).filter(({ is }) => is !== 'removed')
      expect(kept.map(({ text }) => text).join('')).toBe(after)
    }),
  )
})
