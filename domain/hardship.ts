import { z } from 'zod'

/** In the order in which the classifier asks; the first match wins (spec §3). */
export const hardships = [
  'INCOME_SHOCK',
  'LIQUIDITY_STRESS',
  'EXPENSE_COMPRESSION',
  'OVER_LEVERAGE',
  'OVERSPENDING',
  'NONE',
] as const
export const hardshipSchema = z.enum(hardships)
export type Hardship = z.infer<typeof hardshipSchema>

export const personas = ['income_shock', 'silent_drain', 'overspender', 'stable'] as const
export const personaSchema = z.enum(personas)
export type Persona = z.infer<typeof personaSchema>

/** A decision names the rule that fired and the facts that it saw. */
export const hardshipFindingSchema = z.object({
  type: hardshipSchema,
  rule: z.string(),
  facts: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
})
export type HardshipFinding = z.infer<typeof hardshipFindingSchema>
