import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personas } from '../domain/hardship.ts'
import { assess, featuresRead } from './assess.ts'
import { compileConditions, type Facts, type FactValue } from './compile.ts'
import { matchingRules } from './match.ts'
import { loadPack } from './pack.ts'
import type { Condition, Conditions, Rule } from './rule.ts'

const CUSTOMERS = 10_000
const RULES = 1000
const ENGINE_WITHIN_MS = 240_000

const pack = loadPack('in')
const { scorecard, hardship, levels, pack: head } = pack.documents
const matching = (rules: readonly Rule[], facts: Facts) =>
  matchingRules(rules, facts, head.reference_income_minor)

/** The scorecard, hardship and level that json-rules-engine gives. */
async function byTheEngine(facts: Facts) {
  const assessable = scorecard.signals.map(({ id, assessable: conditions }) => ({
    name: `${id}:assessable`,
    conditions,
    event: { type: 'is' },
  }))
  const early = scorecard.signals.filter((signal) => !signal.after_others)
  const late = scorecard.signals.filter((signal) => signal.after_others)
  const rulesOf = (signals: typeof early): Rule[] => signals.flatMap((signal) => signal.rules)
  const first = await matching([...assessable, ...rulesOf(early), ...hardship.rules], facts)
  const partsOf = (signals: typeof early, found: ReadonlySet<string>) =>
    signals.map(({ id, rules }) => {
      if (!first.has(`${id}:assessable`)) return { signal: id, points: null, rule: null }
      const rule = rules.find(({ name }) => found.has(name))
      return { signal: id, points: rule?.event.params.points ?? 0, rule: rule?.name ?? null }
    })
  const sum = (parts: { points: number | null }[]) =>
    parts.reduce((total, { points }) => total + (points ?? 0), 0)
  const earlyParts = partsOf(early, first)
  const second = await matching(rulesOf(late), { ...facts, points_standing: sum(earlyParts) })
  const parts = [...earlyParts, ...partsOf(late, second)]
  const third = await matching(levels.rules, { ...facts, scorecard_total: sum(parts) })
  const level = levels.rules.find(({ name }) => third.has(name))
  return {
    scorecard: { total: sum(parts), parts },
    hardship: hardship.rules.find(({ name }) => first.has(name))?.name,
    level: level?.event.params.level,
    levelRule: level?.name,
  }
}

/** Every number that a rule compares with, and what lies on both sides of it. */
const edges = [
  ...new Set(
    JSON.stringify(pack.documents)
      .match(/-?\d+(\.\d+)?/g)
      ?.map(Number),
  ),
]
  .filter((edge) => Math.abs(edge) < 10_000_000)
  .flatMap((edge) => [edge, edge - 1, edge + 0.01])

/** A generator of numbers from 0 to 1 that gives the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = seeded(20_261_123)
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
const someValue = (): number | null =>
  random() < 0.15 ? null : random() < 0.3 ? oneOf([0, 1]) : oneOf(edges)

test(
  'compiled rules say of 10,000 customers what json-rules-engine says',
  async () => {
    const names = featuresRead(pack)
    const levelsSeen = new Set<string>()
    for (let i = 0; i < CUSTOMERS; i++) {
      const features = Object.fromEntries(names.map((name) => [name, someValue()]))
      const persona = oneOf(personas)
      const probability = random() < 0.2 ? null : random() < 0.5 ? random() : oneOf([0.08, 0.15, 0.2, 0.4])
      const compiled = assess(pack, { features, persona, probability })
      const expected = await byTheEngine({ ...features, persona, probability })
      const { hardship: finding, ...rest } = compiled
      expect({ ...rest, hardship: finding.rule }, JSON.stringify({ features, persona, probability })).toEqual(
        expected,
      )
      levelsSeen.add(`${compiled.levelRule} ${finding.rule}`)
    }
    expect(levelsSeen.size).toBeGreaterThan(levels.rules.length + hardship.rules.length)
  },
  ENGINE_WITHIN_MS,
)

const value: fc.Arbitrary<FactValue> = fc.constantFrom(null, 0, -1, 1, 2, 6, 'a', 'b', true, false)
const name = fc.constantFrom('x', 'y', 'z', 'monthly_income_minor')
const computed = fc.oneof(
  fc.record({
    fact: fc.constant('times' as const),
    params: fc.record({ of: name, factor: fc.constantFrom(0.5, 3) }),
  }),
  fc.record({
    fact: fc.constant('scaled' as const),
    params: fc.record({ amount_minor: fc.constantFrom(1, 30_000_000) }),
  }),
)
const comparison = fc.oneof(
  fc.record({
    fact: name,
    operator: fc.constantFrom(
      ...([
        'equal',
        'notEqual',
        'lessThan',
        'lessThanInclusive',
        'greaterThan',
        'greaterThanInclusive',
      ] as const),
    ),
    value: fc.oneof(value, computed),
  }),
  fc.record({ fact: name, operator: fc.constant('in' as const), value: fc.array(value, { maxLength: 3 }) }),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    comparison,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

test(
  'any condition that a pack can hold is compiled to what json-rules-engine says',
  async () => {
    const facts = fc.record({ x: value, y: value, z: value, monthly_income_minor: value })
    const isSame = async (one: Condition, given: Facts) => {
      const conditions: Conditions = { all: [one] }
      const rule = { name: 'rule', conditions, event: { type: 'is' } }
      const found = (await matching([rule], given)).has('rule')
      expect(compileConditions(conditions, head.reference_income_minor)(given)).toBe(found)
    }
    await fc.assert(fc.asyncProperty(condition, facts, isSame), { numRuns: RULES })
  },
  ENGINE_WITHIN_MS,
)

test('a comparison with a fact that is not given is refused', () => {
  const holds = compileConditions({ fact: 'x', operator: 'lessThan', value: 1 }, 1)
  expect(() => holds({})).toThrow(expect.objectContaining({ code: 'invalid', parameters: { fact: 'x' } }))
})
