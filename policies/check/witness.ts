import { compileConditions, type Facts } from '../compile.ts'
import type { Pack } from '../pack.ts'
import { factsRead, INCOME_FACT, type Condition, type Conditions } from '../rule.ts'

type NamedRule = { name: string; conditions: Conditions }
type Value = Facts[string]

const TRIES_MAX = 20_000
const INCOME_MINOR = 5_000_000
/** Values from which thresholds that hang on another fact are tried. */
const AMOUNTS: readonly Value[] = [0, 1, 100, 100_000, 250_000, 1_000_000, 10_000_000]

/**
 * Rules of the scorecard, the levels and the hardship for which no input was found on which they win. Inputs are the
 * edges of every condition, tried in a fixed order of chance.
 */
export function rulesWithoutWitness(pack: Pack): string[] {
  const { scorecard, levels, hardship, pack: head } = pack.documents
  const income = head.reference_income_minor
  return [
    ...scorecard.signals.flatMap(({ assessable, rules }) => unwon(rules, income, assessable)),
    ...unwon(levels.rules, income),
    ...unwon(hardship.rules, income),
  ]
}

/** Of a list in which the first rule that holds wins, those that never do. */
function unwon(rules: readonly NamedRule[], income: number, assessable?: Conditions): string[] {
  const all = [...rules.map((rule) => rule.conditions), ...(assessable ? [assessable] : [])]
  const domains = domainsOf(all)
  const compiled = rules.map(({ name, conditions }) => ({
    name,
    holds: compileConditions(conditions, income),
  }))
  const isOpen = assessable ? compileConditions(assessable, income) : () => true
  const left = new Set(rules.map(({ name }) => name))
  let state = 1
  const next = (): number => (state = (state * 48_271) % 2_147_483_647)
  for (let attempt = 0; attempt < TRIES_MAX && left.size > 0; attempt++) {
    const facts = Object.fromEntries(
      [...domains].map(([name, values]) => [name, values[next() % values.length] ?? null]),
    )
    const winner = isOpen(facts) ? compiled.find(({ holds }) => holds(facts)) : undefined
    if (winner) left.delete(winner.name)
  }
  return [...left]
}

function domainsOf(conditions: readonly Condition[]): Map<string, Value[]> {
  const domains = new Map<string, Value[]>([[INCOME_FACT, [INCOME_MINOR]]])
  for (const name of conditions.flatMap(factsRead)) if (!domains.has(name)) domains.set(name, [null])
  for (const condition of conditions) addEdges(condition, domains)
  return domains
}

function addEdges(condition: Condition, domains: Map<string, Value[]>): void {
  if ('all' in condition) return condition.all.forEach((each) => addEdges(each, domains))
  if ('any' in condition) return condition.any.forEach((each) => addEdges(each, domains))
  if ('not' in condition) return addEdges(condition.not, domains)
  const values = domains.get(condition.fact) ?? [null]
  values.push(...edgesOf(condition.value).filter((edge) => !values.includes(edge)))
  domains.set(condition.fact, values)
  // What a threshold is a multiple of.
  for (const name of factsRead(condition).filter((each) => each !== condition.fact && each !== INCOME_FACT))
    domains.set(name, [...new Set([...(domains.get(name) ?? [null]), ...AMOUNTS])])
}

function edgesOf(value: unknown): readonly Value[] {
  if (Array.isArray(value)) return value as Value[]
  if (typeof value === 'number') return [value, value - step(value), value + step(value)]
  return value !== null && typeof value === 'object' ? AMOUNTS : [value as Value]
}

const step = (value: number): number => (Number.isInteger(value) ? 1 : 0.01)
