import { expect, test } from 'vitest'
import { instantAt } from '../../domain/bank-time.ts'
import { dateOfDay } from '../../domain/calendar.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import type { TimedFact } from '../../commands/offline/facts.ts'
import { featuresAt } from '../../commands/offline/features-at.ts'
import type { Episode } from '../../simulator/bank/episodes.ts'
import { BANK_ZONE } from '../../simulator/bank/ledger.ts'
import { createLife, ORIGIN_DAY } from '../../simulator/bank/life.ts'

/** The pretend bank knows what its customers go through; a model may see nothing of it but what has happened. */
const SEED = 'hidden'
const CUSTOMERS = 5
const TURN_DAY = 200
const DAYS = 290
const turn = instantAt(dateOfDay(ORIGIN_DAY + TURN_DAY), 0, BANK_ZONE)
const end = instantAt(dateOfDay(ORIGIN_DAY + DAYS), 0, BANK_ZONE)

const kinds = [
  ...['job_loss', 'late_pay', 'expense_shock', 'overspending', 'debt_spiral'],
  ...[
    'look_alike_late_pay',
    'look_alike_cash',
    'look_alike_quiet',
    'look_alike_saving',
    'look_alike_festival',
  ],
] as Episode['kind'][]
const episode = (kind: Episode['kind'], strength: number, from: number): Episode => ({
  ...{ kind, strength, from },
  ramp_days: 10,
  until: DAYS,
})

function factsOf(index: number, fate: Episode[]): TimedFact[] {
  const life = createLife(SEED, index, fate)
  return Array.from({ length: DAYS }, (_, day) => life.liveDay(ORIGIN_DAY + day))
    .flat()
    .map((fact) => ({ at_ms: Date.parse(fact.at), fact }))
    .sort((a, b) => a.at_ms - b.at_ms)
}

const rowsOf = (index: number, fate: Episode[]): FeatureVector[] =>
  featuresAt(factsOf(index, fate), [turn, end], BANK_ZONE)

const customers = Array.from({ length: CUSTOMERS }, (_, index) => ({ index, calm: rowsOf(index, []) }))

test.for(kinds)('what begins later (%s) changes no feature of before, and some of after', (kind) => {
  for (const { index, calm } of customers) {
    const [before, after] = rowsOf(index, [episode(kind, 1, TURN_DAY)])
    expect(before).toEqual(calm[0])
    if (kind !== 'look_alike_late_pay') expect(after).not.toEqual(calm[1])
  }
})

/** A distress without strength bends nothing: the same events, another persona behind them. (A job loss draws lots of its
 *  own even then.) */
test.for(kinds.filter((kind) => kind !== 'job_loss'))(
  'the hidden persona alone (%s) changes no feature',
  (kind) => {
    for (const { index, calm } of customers) expect(rowsOf(index, [episode(kind, 0, 0)])).toEqual(calm)
  },
)
