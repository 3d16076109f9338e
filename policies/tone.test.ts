import { expect, test } from 'vitest'
import { loadPack, shippedPacks } from './pack.ts'
import { toneFor, type ToneFacts } from './tone.ts'

const plain: ToneFacts = { level: 'MEDIUM', audience: 'everyone', history: 'unknown', engagement: 'new' }

const examples: [string, Partial<ToneFacts>, string][] = [
  [
    'a vulnerable customer is written to without hurry, whatever else holds',
    { audience: 'vulnerable', history: 'good', level: 'HIGH' },
    'adapted',
  ],
  ['who always paid on time is thanked, at HIGH too', { history: 'good', level: 'HIGH' }, 'appreciative'],
  ['at HIGH the text is gentle', { level: 'HIGH' }, 'gentle'],
  [
    'at HIGH it is gentle to who was reached before, too',
    { level: 'HIGH', engagement: 'reached', history: 'mixed' },
    'gentle',
  ],
  ['who has answered is written to as somebody known', { engagement: 'answers' }, 'familiar'],
  ['who was reached before, too', { engagement: 'reached', history: 'mixed' }, 'familiar'],
  ['who was not reached gets the plain text', { engagement: 'unreached' }, 'plain'],
  ['a first message is plain', {}, 'plain'],
]
test.each(shippedPacks.flatMap((id) => examples.map((example) => [id, ...example] as const)))(
  '%s: %s',
  (id, _, facts, tone) => {
    expect(toneFor(loadPack(id), { ...plain, ...facts }).id).toBe(tone)
  },
)
