import { ServiceError } from '../domain/errors.ts'
import type { HardshipFinding, Persona } from '../domain/hardship.ts'
import type { FeatureVector, Level, Scorecard } from '../domain/risk.ts'
import type { Facts } from './compile.ts'
import { compiledPack } from './compiled-pack.ts'
import type { Pack } from './pack.ts'
import { factsRead, INCOME_FACT } from './rule.ts'

export type Assessed = { features: FeatureVector; persona: Persona; probability: number | null }
export type Assessment = { scorecard: Scorecard; hardship: HardshipFinding; level: Level; levelRule: string }

/**
 * Scorecard, hardship and level of one customer (spec §3). `probability` null: no valid model stands or nothing falls
 * due, so that the scorecard alone decides, and the level's rule says so.
 * @throws invalid: a feature that the pack reads is missing from the vector (unknown is null, not missing)
 */
export function assess(pack: Pack, { features, persona, probability }: Assessed): Assessment {
  refuseMissing(pack, features)
  const compiled = compiledPack(pack)
  const facts: Facts = { ...features, persona, probability }
  const scorecard = compiled.scorecard(facts)
  const rule = compiled.level({ ...facts, scorecard_total: scorecard.total })
  return {
    scorecard,
    hardship: compiled.hardship(facts),
    level: rule.event.params.level,
    levelRule: rule.name,
  }
}

const derived: ReadonlySet<string> = new Set(['persona', 'probability', 'points_standing', 'scorecard_total'])
const namesByPack = new WeakMap<Pack, readonly string[]>()

/** Names of the features that a pack's rules read. */
export function featuresRead(pack: Pack): readonly string[] {
  const known = namesByPack.get(pack)
  if (known) return known
  const { scorecard, hardship, levels } = pack.documents
  const conditions = [
    ...scorecard.signals.flatMap((signal) => [
      signal.assessable,
      ...signal.rules.map((rule) => rule.conditions),
    ]),
    ...hardship.rules.map((rule) => rule.conditions),
    ...levels.rules.map((rule) => rule.conditions),
  ]
  const names = [...new Set([INCOME_FACT, ...conditions.flatMap(factsRead)])].filter(
    (name) => !derived.has(name),
  )
  namesByPack.set(pack, names)
  return names
}

function refuseMissing(pack: Pack, features: FeatureVector): void {
  const missing = featuresRead(pack).find((name) => features[name] === undefined)
  if (!missing) return
  throw new ServiceError(
    'invalid',
    'feature-missing',
    `The rules read ${missing}, which the features do not give.`,
    {
      feature: missing,
    },
  )
}
