import { z } from 'zod'
import { localDateSchema } from '../domain/calendar.ts'
import { hardshipSchema } from '../domain/hardship.ts'
import { interventionSchema } from '../domain/intervention.ts'
import { currencySchema } from '../domain/money.ts'
import { levelSchema } from '../domain/risk.ts'
import { calendarSchema } from './calendar.ts'
import { contactRulesSchema } from './contact-rules.ts'
import { dutiesSchema } from './duties.ts'
import { holdsSchema } from './holds.ts'
import { inboundSchema } from './inbound.ts'
import { conditionsSchema, ruleNameSchema, ruleSchema } from './rule.ts'
import { templatesSchema } from './templates.ts'

export const packHeadSchema = z.strictObject({
  id: z.string().regex(/^[a-z]{2}$/),
  title: z.string(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** A draft can be read and tried; it cannot send. */
  status: z.enum(['draft', 'in-force']),
  effective: localDateSchema,
  zone: z.string(),
  currency: currencySchema,
  /** The monthly income for which the amounts in the rules hold; they are scaled to the customer's own. */
  reference_income_minor: z.int().positive(),
  bank_name: z.string(),
  /** The working route to a person, the one out of such messages, and to independent advice, as the texts give them. */
  lines: z.strictObject({
    person: z.string(),
    hours: z.string(),
    opt_out: z.string(),
    /** For who is called: what is heard cannot be answered in writing. */
    opt_out_call: z.string().optional(),
    advice: z.string().optional(),
  }),
  sources: z.array(z.string()).min(1),
})

const signalSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** Where this does not hold the signal has no points, which is not the same as 0. */
  assessable: conditionsSchema,
  /** Read after the others: its rules ask for `points_standing`, the sum of those. */
  after_others: z.boolean().default(false),
  /** The first that holds gives the points. */
  rules: z.array(ruleSchema('points', z.strictObject({ points: z.number().positive().max(10) }))).min(1),
})
export type Signal = z.infer<typeof signalSchema>

export const scorecardDocumentSchema = z.strictObject({
  source: z.string(),
  signals: z.array(signalSchema).min(1),
})

export const levelsDocumentSchema = z.strictObject({
  source: z.string(),
  rules: z.array(ruleSchema('level', z.strictObject({ level: levelSchema }))).min(1),
})

export const hardshipDocumentSchema = z.strictObject({
  source: z.string(),
  rules: z.array(ruleSchema('hardship', z.strictObject({ hardship: hardshipSchema }))).min(1),
})

const isExactly = <T extends string>(fact: T, values: z.ZodType<string>) =>
  z.strictObject({ fact: z.literal(fact), operator: z.literal('equal'), value: values })

/** A cell: exactly one hardship and one level. The rule's name is the intervention's id. */
const cellSchema = z.strictObject({
  name: ruleNameSchema,
  conditions: z.strictObject({
    all: z.tuple([isExactly('hardship', hardshipSchema), isExactly('level', levelSchema)]),
  }),
  event: z.strictObject({
    type: z.literal('intervention'),
    params: interventionSchema.omit({ id: true }).strict(),
  }),
})
export const matrixDocumentSchema = z.strictObject({ source: z.string(), cells: z.array(cellSchema).min(1) })

const HOLD_OUT_SHARE_MAX = 0.2
const share = z.number().min(0).max(HOLD_OUT_SHARE_MAX)

export const openingDocumentSchema = z.strictObject({
  source: z.string(),
  levels: z.array(levelSchema).min(1),
  /** Bank days after a case has closed before the customer's next one may open. */
  cool_down_days: z.int().min(0).max(365),
  /** A fallen level must hold this long before it ends a case (spec §3). */
  fallen_level_holds_days: z.int().min(0).max(30),
  /** A small random share that gets no outreach, so that we learn what outreach is worth. */
  hold_out: z.strictObject({
    experiment: z.string().min(1),
    shares: z.strictObject({ MEDIUM: share, HIGH: share }),
  }),
})

export const urgencyDocumentSchema = z.strictObject({
  source: z.string(),
  weights: z.strictObject({
    probability: z.number().min(0),
    due_nearness: z.number().min(0),
    sla_used: z.number().min(0),
    exposure: z.number().min(0),
  }),
})

/** Every document of a pack, by its file's name. */
export const packDocumentsSchema = z.strictObject({
  pack: packHeadSchema,
  scorecard: scorecardDocumentSchema,
  levels: levelsDocumentSchema,
  hardship: hardshipDocumentSchema,
  matrix: matrixDocumentSchema,
  'contact-rules': contactRulesSchema,
  calendar: calendarSchema,
  holds: holdsSchema,
  inbound: inboundSchema,
  duties: dutiesSchema,
  templates: templatesSchema,
  opening: openingDocumentSchema,
  urgency: urgencyDocumentSchema,
})
export type PackDocuments = z.infer<typeof packDocumentsSchema>
