import { z } from 'zod'
import { externalIdSchema, sourceVersionSchema } from './ids.ts'
import { amountMinorSchema, currencySchema } from './money.ts'

export const languages = ['en', 'hi'] as const

/** Master data without direct identifiers; the last version wins. Birth year and region serve fairness reports only, never features. */
export const customerSchema = z.strictObject({
  kind: z.literal('customer'),
  id: externalIdSchema,
  at: z.iso.datetime(),
  version: sourceVersionSchema,
  monthlyIncomeMinor: amountMinorSchema.optional(),
  currency: currencySchema.optional(),
  expectedSalaryDay: z.int().min(1).max(31).optional(),
  birthYear: z.int().min(1900).max(2100).optional(),
  region: z
    .string()
    .regex(/^[A-Za-z0-9 -]{1,40}$/)
    .optional(),
  employment: z.enum(['salaried', 'self_employed', 'gig', 'pensioner', 'unemployed', 'student']).optional(),
  language: z.enum(languages).optional(),
  zone: z.string().max(64).optional(),
})
export type Customer = z.infer<typeof customerSchema>
