import { z } from 'zod'

/**
 * A rule is a json-rules-engine document. Its name is its id; its place in the file is its rank.
 * Besides plain facts a value may be one of two computed ones:
 * `{ fact: 'times', params: { of, factor } }` (a multiple of another fact) and
 * `{ fact: 'scaled', params: { amount_minor } }` (an amount that holds for the pack's reference income,
 * scaled to the customer's). Either is unknown where what it rests on is unknown.
 */
const operators = [
  'equal',
  'notEqual',
  'in',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const

const literal = z.union([z.number(), z.string(), z.boolean(), z.null()])
const timesSchema = z.strictObject({
  fact: z.literal('times'),
  params: z.strictObject({ of: z.string(), factor: z.number().positive() }),
})
const scaledSchema = z.strictObject({
  fact: z.literal('scaled'),
  params: z.strictObject({ amount_minor: z.int().positive() }),
})

const comparisonSchema = z.strictObject({
  fact: z.string(),
  operator: z.enum(operators),
  value: z.union([literal, z.array(literal), timesSchema, scaledSchema]),
})

export type Condition =
  z.infer<typeof comparisonSchema> | { all: Condition[] } | { any: Condition[] } | { not: Condition }
const conditionSchema: z.ZodType<Condition> = z.union([
  comparisonSchema,
  z.strictObject({ all: z.lazy(() => z.array(conditionSchema)) }),
  z.strictObject({ any: z.lazy(() => z.array(conditionSchema).min(1)) }),
  z.strictObject({ not: z.lazy(() => conditionSchema) }),
])

/** The root of a rule's conditions, as json-rules-engine asks for it. `{ "all": [] }` always matches. */
export const conditionsSchema = z.union([
  z.strictObject({ all: z.array(conditionSchema) }),
  z.strictObject({ any: z.array(conditionSchema).min(1) }),
])
export type Conditions = z.infer<typeof conditionsSchema>

export const ruleNameSchema = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/)

/** Schema of a rule whose event has this type and these parameters. */
export const ruleSchema = <T extends string, P extends z.ZodType>(type: T, params: P) =>
  z.strictObject({
    name: ruleNameSchema,
    conditions: conditionsSchema,
    event: z.strictObject({ type: z.literal(type), params }),
  })

/** What the engine needs of any rule. */
export type Rule = { name: string; conditions: Conditions; event: { type: string } }

export const INCOME_FACT = 'monthly_income_minor'

/** The facts that conditions read, those behind computed values included. */
export function factsRead(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsRead)
  if ('any' in condition) return condition.any.flatMap(factsRead)
  if ('not' in condition) return factsRead(condition.not)
  return [condition.fact, ...factsOfValue(condition.value)]
}

function factsOfValue(value: z.infer<typeof comparisonSchema>['value']): string[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return []
  return [value.fact === 'times' ? value.params.of : INCOME_FACT]
}
