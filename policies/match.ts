import { Engine, type Almanac } from 'json-rules-engine'
import { ServiceError } from '../domain/errors.ts'
import { scaled, type Facts, type FactValue } from './compile.ts'
import { INCOME_FACT, type Rule } from './rule.ts'

/**
 * Names of the rules whose conditions hold for these facts, by json-rules-engine: what the compiled rules
 * (`compile.ts`) are held against. A comparison with an unknown (null) fact never holds;
 * `equal null` asks for the unknown itself. A fact that is missing altogether is an error.
 * One engine an evaluation: an engine that is shared mixes up runs that overlap.
 */
export async function matchingRules(
  rules: readonly Rule[],
  facts: Facts,
  referenceIncomeMinor: number,
): Promise<ReadonlySet<string>> {
  const engine = new Engine(rules.map((rule) => ({ ...rule })))
  addNullSafeOperators(engine)
  engine.addFact('times', async ({ of, factor }, almanac) => scaled(await known(almanac, of), factor, 1))
  engine.addFact('scaled', async ({ amount_minor }, almanac) =>
    scaled(await known(almanac, INCOME_FACT), amount_minor, referenceIncomeMinor),
  )
  try {
    const { results } = await engine.run({ ...facts })
    return new Set(results.map((result) => result.name))
  } catch (error) {
    throw new ServiceError('invalid', 'rule-failed', `A rule could not be evaluated: ${messageOf(error)}`)
  }
}

// The engine's own operators check the left side only, and JavaScript takes null for 0 on the right.
function addNullSafeOperators(engine: Engine): void {
  const compare = (name: string, holds: (a: number, b: number) => boolean) =>
    engine.addOperator<unknown, unknown>(
      name,
      (a, b) => typeof a === 'number' && typeof b === 'number' && holds(a, b),
    )
  compare('lessThan', (a, b) => a < b)
  compare('lessThanInclusive', (a, b) => a <= b)
  compare('greaterThan', (a, b) => a > b)
  compare('greaterThanInclusive', (a, b) => a >= b)
}

const known = (almanac: Almanac, name: string) => almanac.factValue<FactValue>(name)

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown')
