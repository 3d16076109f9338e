import type { Scorecard } from '../domain/risk.ts'
import { compileConditions, type Facts } from './compile.ts'
import type { Signal } from './pack-schema.ts'

type Part = Scorecard['parts'][number]
type PartOf = (facts: Facts) => Part

/** Points a signal and their sum, unrounded. `points` null: the signal cannot be assessed for this customer. */
export function compileScorecard(
  signals: readonly Signal[],
  referenceIncomeMinor: number,
): (facts: Facts) => Scorecard {
  const compile = (signal: Signal): PartOf => compileSignal(signal, referenceIncomeMinor)
  const first = signals.filter((signal) => !signal.after_others).map(compile)
  const last = signals.filter((signal) => signal.after_others).map(compile)
  return (facts) => {
    const before = first.map((partOf) => partOf(facts))
    const standing = { ...facts, points_standing: sumOf(before) }
    const parts = [...before, ...last.map((partOf) => partOf(standing))]
    return { total: sumOf(parts), parts }
  }
}

function compileSignal({ id, assessable, rules }: Signal, referenceIncomeMinor: number): PartOf {
  const isAssessable = compileConditions(assessable, referenceIncomeMinor)
  const compiled = rules.map(({ name, conditions, event }) => ({
    name,
    points: event.params.points,
    holds: compileConditions(conditions, referenceIncomeMinor),
  }))
  return (facts) => {
    if (!isAssessable(facts)) return { signal: id, points: null, rule: null }
    const rule = compiled.find(({ holds }) => holds(facts))
    return { signal: id, points: rule?.points ?? 0, rule: rule?.name ?? null }
  }
}

const sumOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + (part.points ?? 0), 0)
