import type { Scorecard } from '../domain/risk.ts'
import { matchingRules, type Facts } from './match.ts'
import type { Pack } from './pack.ts'
import type { Signal } from './pack-schema.ts'
import type { Rule } from './rule.ts'

type Part = Scorecard['parts'][number]

/** Points a signal and their sum, unrounded. `points` null: the signal cannot be assessed for this customer. */
export async function scorecardOf(pack: Pack, facts: Facts): Promise<Scorecard> {
  const { signals } = pack.documents.scorecard
  const first = await partsOf(
    pack,
    signals.filter((signal) => !signal.after_others),
    facts,
  )
  const standing = { ...facts, points_standing: sumOf(first) }
  const last = await partsOf(
    pack,
    signals.filter((signal) => signal.after_others),
    standing,
  )
  const parts = [...first, ...last]
  return { total: sumOf(parts), parts }
}

async function partsOf(pack: Pack, signals: readonly Signal[], facts: Facts): Promise<Part[]> {
  const rules = signals.flatMap((signal): Rule[] => [assessable(signal), ...signal.rules])
  const matching = await matchingRules(rules, facts, pack.documents.pack.reference_income_minor)
  return signals.map((signal) => {
    if (!matching.has(assessable(signal).name)) return { signal: signal.id, points: null, rule: null }
    const rule = signal.rules.find((candidate) => matching.has(candidate.name))
    return { signal: signal.id, points: rule?.event.params.points ?? 0, rule: rule?.name ?? null }
  })
}

const assessable = (signal: Signal): Rule => ({
  name: `${signal.id}:assessable`,
  conditions: signal.assessable,
  event: { type: 'assessable' },
})

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + (part.points ?? 0), 0)
