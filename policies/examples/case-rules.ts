import { levels } from '../../domain/risk.ts'
import { coolDownUntil, openingFor } from '../opening.ts'
import { toneFor, type ToneFacts } from '../tone.ts'
import { urgencyOf } from '../urgency.ts'
import { answers, type PackExample } from './example.ts'
import { at, FRIDAY, iso } from './gate-facts.ts'

const obligation = {
  ...{ id: 'o1', product: 'loan' as const, dueDate: '2026-12-05', amountMinor: 1_000_000 },
  ...{ currency: 'INR', outstandingMinor: null },
}
const opened = { HIGH: true, MEDIUM: true, LOW: false, INSUFFICIENT_HISTORY: false }

const opening: PackExample[] = [
  ...levels.map((level) =>
    answers(
      'opening',
      `${level} ${opened[level] ? 'opens' : 'does not open'} a case`,
      opened[level],
      (pack) => {
        const evaluation = { asOf: '2026-11-20T04:30:00.000Z', level, obligation }
        return openingFor(pack, evaluation, { openEpisode: false, coolDownUntil: null }).open
      },
    ),
  ),
  answers(
    'opening',
    'after a case the next one waits 14 days, to the minute of the local clock',
    true,
    (pack) => {
      const { zone } = pack.documents.pack
      return coolDownUntil(pack, at('11:00', zone, FRIDAY)) === iso(at('11:00', zone, '2026-12-04'))
    },
  ),
  answers(
    'opening',
    'a fallen level must hold three days',
    3,
    ({ documents }) => documents.opening.fallen_level_holds_days,
  ),
]

const full = { probability: 1, days_to_due: 3, sla_used: 1, exposure: 1 }
const urgency: PackExample[] = [
  answers(
    'urgency',
    'at the worst of everything it is 100: 35, 25, 25 and 15',
    {
      total: 100,
      parts: { probability: 35, due_nearness: 25, sla_used: 25, exposure: 15 },
    },
    (pack) => urgencyOf(pack, full),
  ),
]

const plain: ToneFacts = { level: 'MEDIUM', audience: 'everyone', history: 'unknown', engagement: 'new' }
const tones: [string, Partial<ToneFacts>, string][] = [
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

const held_out: Record<string, { MEDIUM: number; HIGH: number }> = { in: { MEDIUM: 0.05, HIGH: 0 } }

export const caseRuleExamples = (id: string): readonly PackExample[] => [
  answers(
    'opening',
    'the hold-out has its share, and none at HIGH',
    held_out[id] ?? { MEDIUM: 0, HIGH: 0 },
    ({ documents }) => documents.opening.hold_out.shares,
  ),

  ...[...opening, ...urgency],
  ...tones.map(([name, facts, tone]) =>
    answers('templates', name, tone, (pack) => toneFor(pack, { ...plain, ...facts }).id),
  ),
  answers('templates', 'only the adapted wording is for vulnerable customers', ['adapted'], ({ documents }) =>
    documents.templates.tones.filter(({ audience }) => audience === 'vulnerable').map(({ id }) => id),
  ),
]
