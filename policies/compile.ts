import { ServiceError } from '../domain/errors.ts'
import { INCOME_FACT, type Condition, type Rule } from './rule.ts'

export type FactValue = number | string | boolean | null
export type Facts = Readonly<Record<string, FactValue>>
export type Holds = (facts: Facts) => boolean
type Comparison = Extract<Condition, { fact: string }>
type Read = (facts: Facts) => unknown

/**
 * Conditions as a plain function that holds exactly where json-rules-engine says so (`match.ts`, and the test that
 * compares the two): the engine takes milliseconds a customer, which a stream cannot afford.
 * The function throws `invalid` where it meets a fact that is missing altogether.
 * @throws corrupt: a comparison that could never be evaluated
 */
export function compileConditions(condition: Condition, referenceIncomeMinor: number): Holds {
  const compile = (one: Condition): Holds => compileConditions(one, referenceIncomeMinor)
  if ('all' in condition) return allOf(condition.all.map(compile))
  if ('any' in condition) return anyOf(condition.any.map(compile))
  if ('not' in condition) {
    const holds = compile(condition.not)
    return (facts) => !holds(facts)
  }
  return compileComparison(condition, referenceIncomeMinor)
}

/** The first rule of a list that holds, as one function. @throws corrupt: a list that does not cover every input */
export function compileFirstMatch<R extends Rule>(
  rules: readonly R[],
  referenceIncomeMinor: number,
): (facts: Facts) => R {
  const compiled = rules.map((rule) => ({
    rule,
    holds: compileConditions(rule.conditions, referenceIncomeMinor),
  }))
  return (facts) => {
    for (const { rule, holds } of compiled) if (holds(facts)) return rule
    throw new ServiceError('corrupt', 'rules-do-not-cover', 'No rule of the pack covers this customer.')
  }
}

function allOf(parts: readonly Holds[]): Holds {
  return (facts) => {
    for (const holds of parts) if (!holds(facts)) return false
    return true
  }
}

function anyOf(parts: readonly Holds[]): Holds {
  return (facts) => {
    for (const holds of parts) if (holds(facts)) return true
    return false
  }
}

const compare: Partial<Record<Comparison['operator'], (a: number, b: number) => boolean>> = {
  lessThan: (a, b) => a < b,
  lessThanInclusive: (a, b) => a <= b,
  greaterThan: (a, b) => a > b,
  greaterThanInclusive: (a, b) => a >= b,
}

function compileComparison({ fact, operator, value }: Comparison, referenceIncomeMinor: number): Holds {
  const right = compileValue(value, referenceIncomeMinor)
  if (operator === 'equal') return (facts) => known(facts, fact) === right(facts)
  if (operator === 'notEqual') return (facts) => known(facts, fact) !== right(facts)
  if (operator === 'in') return compileIn(fact, value)
  const holds = compare[operator]
  if (!holds) throw new ServiceError('corrupt', 'operator-unknown', `No rule can ask for ${operator}.`)
  return (facts) => {
    const a = known(facts, fact)
    const b = right(facts)
    return typeof a === 'number' && typeof b === 'number' && holds(a, b)
  }
}

function compileIn(fact: string, value: Comparison['value']): Holds {
  if (Array.isArray(value)) return (facts) => value.includes(known(facts, fact))
  throw new ServiceError('corrupt', 'in-needs-a-list', `A rule asks whether ${fact} is in what is no list.`)
}

/** The right side: a literal, a multiple of another fact, or an amount scaled to the customer's income. */
function compileValue(value: Comparison['value'], referenceIncomeMinor: number): Read {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return () => value
  if (value.fact === 'times') {
    const { of, factor } = value.params
    return (facts) => scaled(known(facts, of), factor, 1)
  }
  const { amount_minor } = value.params
  return (facts) => scaled(known(facts, INCOME_FACT), amount_minor, referenceIncomeMinor)
}

function known(facts: Facts, name: string): FactValue {
  const value = facts[name]
  if (value !== undefined) return value
  throw new ServiceError('invalid', 'rule-failed', `A rule reads ${name}, which is not given.`, {
    fact: name,
  })
}

/** Multiplied before it is divided: whole numbers stay exact. */
export const scaled = (value: FactValue, factor: number, divisor: number): number | null =>
  typeof value === 'number' ? (value * factor) / divisor : null
