import { addDays, type LocalDate } from '../../domain/calendar.ts'
import type { HoldKind } from '../../domain/hold.ts'
import type { ActionKind } from '../../domain/intervention.ts'
import { bandOf, dutiesOf } from '../duties.ts'
import { holdTermOf } from '../holds.ts'
import { answers, type PackExample } from './example.ts'
import { FRIDAY } from './gate-facts.ts'

/** Days that a hold stands at most, and after which it is reviewed. */
const terms: Record<HoldKind, [days_max: number, review_days: number]> = {
  bereavement: [90, 30],
  breathing_space: [60, 30],
  mental_health_breathing_space: [30, 30],
  legal_representation: [365, 60],
  dispute: [180, 30],
  complaint: [90, 30],
  customer_wish: [180, 60],
  sensitive_occasion: [14, 7],
}
const TREATMENT_ENDS: LocalDate = '2027-03-01'

const holds: PackExample[] = [
  ...Object.entries(terms).map(([kind, [days, review]]) => {
    const counted = kind === 'mental_health_breathing_space' ? TREATMENT_ENDS : FRIDAY
    const expected = { latest: addDays(counted, days), review: addDays(FRIDAY, review) }
    return answers(
      'holds',
      `${kind} stands at most ${days} days and is reviewed after ${review}`,
      expected,
      (pack) => holdTermOf(pack, { kind: kind as HoldKind, from: FRIDAY, treatmentEnds: TREATMENT_ENDS }),
    )
  }),
  answers(
    'holds',
    'a vulnerability is looked at again after 180 days',
    180,
    ({ documents }) => documents.holds.vulnerability.review_days,
  ),
]

const duty = (kinds: ActionKind[], expected: [string, string, number][]): PackExample =>
  answers(
    'duties',
    `${kinds.join(', ')}: ${expected.map(([id]) => id).join(', ') || 'no duty'}`,
    expected,
    (pack) => dutiesOf(pack, kinds).map(({ id, queue, due_days }) => [id, queue, due_days]),
  )

const untouched: ActionKind[] = ['message', 'referral', 'manual_review', 'monitor']
const concessions = (...expected: [string, string, number][]): PackExample[] => [
  duty(['contract_change'], expected),
  duty(['date_change'], expected),
  duty([...untouched, 'restriction'], []),
]
const duties: Record<string, PackExample[]> = {
  in: concessions(['in.restructuring-review', 'supervisors', 7]),
  uk: concessions(['uk.forbearance-record', 'supervisors', 5], ['uk.forbearance-review', 'cases', 90]),
  us: [
    duty(['restriction'], [['us.adverse-action-notice', 'supervisors', 30]]),
    duty([...untouched, 'contract_change', 'date_change'], []),
  ],
  eu: concessions(['eu.forbearance-record', 'supervisors', 5]),
}

const indian = ['SMA-0', 'SMA-1', 'SMA-2', 'NPA']
const elsewhere = ['1-30', '31-60', '61-90', '90+']
/** Due on 31 March, by the end of the day. */
const bands = (names: readonly string[]): PackExample[] =>
  (
    [
      ['2026-03-30', null],
      ['2026-03-31', 0],
      ['2026-04-29', 0],
      ['2026-04-30', 1],
      ['2026-05-29', 1],
      ['2026-05-30', 2],
      ['2026-06-28', 2],
      ['2026-06-29', 3],
    ] as const
  ).map(([day, band]) =>
    answers(
      'duties',
      `due on 31 March it is ${band === null ? 'not overdue' : names[band]} at the end of ${day}`,
      band === null ? null : names[band],
      (pack) => bandOf(pack, '2026-03-31', day),
    ),
  )

const retention_days: Record<string, number> = { in: 366, uk: 366, us: 760, eu: 366 }
const languages: Record<string, string[]> = { in: ['en', 'hi'] }
const records = (id: string): PackExample =>
  answers(
    'duties',
    'records are kept, a breach is reported in 72 hours, keys are destroyed on erasure, no score decides alone',
    {
      ...{
        retention_days: retention_days[id],
        breach_report_hours: 72,
        residency: id === 'in' ? 'in' : null,
      },
      ...{
        erasure: 'key-destruction',
        auto_decide: false,
        consent_version: '1',
        notice_languages: languages[id] ?? ['en'],
      },
    },
    ({
      documents: {
        duties: { records },
      },
    }) => {
      const { source: _, status: __, contest: ___, ...said } = records
      return said
    },
  )

export const peopleExamples = (id: string): readonly PackExample[] => [
  ...holds,
  ...(duties[id] ?? []),
  ...bands(id === 'in' ? indian : elsewhere),
  records(id),
]
