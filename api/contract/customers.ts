import { z } from 'zod'
import { explanationSchema, reasonSchema } from '../../domain/evidence.ts'
import { reasonLanguages } from '../../features/reasons.ts'
import { hardshipSchema, hardships, personaSchema } from '../../domain/hardship.ts'
import { tokenSchema } from '../../domain/ids.ts'
import { products } from '../../domain/obligation.ts'
import { featureVectorSchema, levelSchema } from '../../domain/risk.ts'
import { caseRowSchema, personSchema, REMARK_CHARACTERS_MAX } from './cases.ts'
import { PAGE_ROWS_DEFAULT, PAGE_ROWS_MAX } from './route.ts'

export const customerSorts = ['risk', 'due'] as const

const filters = {
  level: levelSchema.optional(),
  hardship: z.enum(hardships).optional(),
  persona: personaSchema.optional(),
  product: z.enum(products).optional(),
  region: z
    .string()
    .regex(/^[A-Za-z0-9 -]{1,40}$/)
    .optional(),
  /** Name words, the last four digits of the phone, the bank's customer id or a token. */
  q: z.string().trim().min(1).max(120).optional(),
  sort: z.enum(customerSorts).default('risk'),
}

export const customerQuerySchema = z.strictObject({
  ...filters,
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(PAGE_ROWS_DEFAULT),
})
export type CustomerQuery = z.infer<typeof customerQuerySchema>
export const customerExportQuerySchema = z.strictObject(filters)

/** A customer as last evaluated. `action` is that of a case that workers may see; null means that no action is due, without a cause. */
export const riskRowSchema = z
  .object({
    customer: tokenSchema,
    maskedName: z.string().nullable(),
    level: levelSchema,
    hardship: hardshipSchema,
    persona: personaSchema,
    probability: z.number().nullable(),
    scorecardTotal: z.number(),
    product: z.string().nullable(),
    dueDate: z.iso.date().nullable(),
    amountMinor: z.int().nullable(),
    currency: z.string().nullable(),
    region: z.string().nullable(),
    action: z.object({ caseId: z.string(), title: z.string() }).nullable(),
    /** Bank time. */
    asOf: z.iso.datetime(),
    /** Wall time. */
    evaluatedAt: z.iso.datetime(),
  })
  .meta({ id: 'RiskRow' })
export type RiskRow = z.infer<typeof riskRowSchema>

export const riskPageSchema = z
  .object({ rows: z.array(riskRowSchema), nextCursor: z.string().nullable(), customers: z.int() })
  .meta({ id: 'RiskPage' })
export type RiskPage = z.infer<typeof riskPageSchema>

export const customerParamsSchema = z.object({ token: tokenSchema })

const consentShownSchema = z.object({
  channel: z.string(),
  purpose: z.string(),
  basis: z.string(),
  status: z.string(),
  at: z.iso.datetime(),
})

export const callSchema = z.object({
  id: z.int(),
  by: personSchema,
  result: z.enum(['reached', 'not_reached', 'call_back', 'wrong_person']),
  note: z.string().nullable(),
  at: z.iso.datetime(),
})

/** Quartiles of a feature among the peers. */
export const peerSchema = z.object({ low: z.number(), middle: z.number(), high: z.number() })

export const profileSchema = z
  .object({
    row: riskRowSchema,
    contact: z
      .object({ maskedName: z.string(), maskedPhone: z.string().nullable(), language: z.string() })
      .nullable(),
    features: featureVectorSchema,
    cases: z.array(caseRowSchema),
    messages: z.array(
      z.object({
        caseId: z.string(),
        channel: z.string(),
        state: z.string(),
        status: z.string().nullable(),
        at: z.iso.datetime(),
      }),
    ),
    consents: z.array(consentShownSchema),
    calls: z.array(callSchema),
    /** Same product, income decile and region; null where there are fewer than `peersMin` of them. */
    peers: z.object({ customers: z.int(), features: z.record(z.string(), peerSchema) }).nullable(),
    peersMin: z.int(),
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof profileSchema>

/** Days and dues that the stream keeps of a customer, and the features as they were, week by week. */
export const historySchema = z
  .object({
    currency: z.string().nullable(),
    days: z.array(
      z.object({
        date: z.iso.date(),
        incomeMinor: z.number(),
        creditMinor: z.number(),
        debitMinor: z.number(),
        essentialMinor: z.number(),
        discretionaryMinor: z.number(),
        cashMinor: z.number(),
        failedDebits: z.int(),
        closeMinor: z.number().nullable(),
      }),
    ),
    obligations: z.array(
      z.object({
        id: z.string(),
        product: z.string(),
        dueDate: z.iso.date(),
        amountMinor: z.number(),
        currency: z.string(),
        settlements: z.array(z.object({ date: z.iso.date(), status: z.string(), amountMinor: z.number() })),
      }),
    ),
    weeks: z.array(z.iso.date()),
    features: z.record(z.string(), z.array(z.number().nullable())),
  })
  .meta({ id: 'CustomerHistory' })
export type CustomerHistory = z.infer<typeof historySchema>

export const reasonsQuerySchema = z.strictObject({ language: z.enum(reasonLanguages).default('en') })
/** The latest score taken apart. `model` null: the scorecard alone speaks. */
export const customerReasonsSchema = z
  .object({
    model: z.string().nullable(),
    explanation: explanationSchema.nullable(),
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'CustomerReasons' })
export type CustomerReasons = z.infer<typeof customerReasonsSchema>

export const revealReasons = [
  'call-the-customer',
  'verify-identity',
  'correct-the-data',
  'complaint',
] as const
export const revealBodySchema = z.strictObject({ reason: z.enum(revealReasons) })
export const revealedSchema = z
  .object({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    region: z.string().nullable(),
    employment: z.string().nullable(),
    birthYear: z.int().nullable(),
    monthlyIncomeMinor: z.number().nullable(),
    incomeCurrency: z.string().nullable(),
  })
  .meta({ id: 'Revealed' })
export type Revealed = z.infer<typeof revealedSchema>

export const callBodySchema = z.strictObject({
  result: callSchema.shape.result,
  note: z.string().trim().min(1).max(REMARK_CHARACTERS_MAX).optional(),
})
export type CallBody = z.infer<typeof callBodySchema>
export const callAnswerSchema = z.object({ id: z.int() })
