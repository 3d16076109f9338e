import type { HardshipFinding } from '../domain/hardship.ts'
import type { Level, Scorecard } from '../domain/risk.ts'
import { compileHardship } from './hardship.ts'
import { compileFirstMatch, type Facts } from './compile.ts'
import type { Pack } from './pack.ts'
import { compileScorecard } from './scorecard.ts'

export type CompiledPack = {
  scorecard: (facts: Facts) => Scorecard
  hardship: (facts: Facts) => HardshipFinding
  level: (facts: Facts) => { name: string; event: { params: { level: Level } } }
}

const byPack = new WeakMap<Pack, CompiledPack>()

/** A pack's scorecard, hardship and levels as plain functions, compiled once. @throws corrupt */
export function compiledPack(pack: Pack): CompiledPack {
  const known = byPack.get(pack)
  if (known) return known
  const { scorecard, hardship, levels, pack: head } = pack.documents
  const compiled: CompiledPack = {
    scorecard: compileScorecard(scorecard.signals, head.reference_income_minor),
    hardship: compileHardship(hardship.rules, head.reference_income_minor),
    level: compileFirstMatch(levels.rules, head.reference_income_minor),
  }
  byPack.set(pack, compiled)
  return compiled
}
