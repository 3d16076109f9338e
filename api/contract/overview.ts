import { z } from 'zod'
import { caseStageSchema } from '../../domain/case.ts'
import { hardshipSchema, personaSchema } from '../../domain/hardship.ts'
import { levelSchema } from '../../domain/risk.ts'
import { personSchema } from './cases.ts'

const countBy = <T extends z.ZodType>(key: T) => z.array(z.object({ key, customers: z.int() }))

export const portfolioSchema = z
  .object({
    customers: z.int(),
    /** Bank time of the newest evaluation. */
    asOf: z.iso.datetime().nullable(),
    matrix: z.array(z.object({ hardship: hardshipSchema, level: levelSchema, customers: z.int() })),
    personas: countBy(personaSchema),
    products: countBy(z.string().nullable()),
    regions: countBy(z.string().nullable()),
    /** The end of each bank day, oldest first. */
    trend: z.array(z.object({ date: z.iso.date(), level: levelSchema, customers: z.int() })),
  })
  .meta({ id: 'Portfolio' })
export type Portfolio = z.infer<typeof portfolioSchema>

export const operationsSchema = z
  .object({
    levels: countBy(levelSchema),
    /** Newest in bank time, and when it was seen in wall time. */
    newest: z.array(
      z.object({
        kind: z.enum(['transaction', 'evaluation']),
        bankAt: z.iso.datetime(),
        seenAt: z.iso.datetime(),
      }),
    ),
    /** The last 30 minutes of wall time, one entry a minute, oldest first. */
    minutes: z.array(
      z.object({
        at: z.iso.datetime(),
        opened: z.int(),
        decided: z.int(),
        sent: z.int(),
        delivered: z.int(),
      }),
    ),
    stages: z.array(
      z.object({ stage: caseStageSchema, cases: z.int(), oldestAt: z.iso.datetime(), late: z.int() }),
    ),
    dispatch: z.array(z.object({ channel: z.string(), state: z.string(), messages: z.int() })),
    delivery: z.array(z.object({ channel: z.string(), status: z.string(), messages: z.int() })),
  })
  .meta({ id: 'Operations' })
export type Operations = z.infer<typeof operationsSchema>

/** Who a case can be given to. */
export const peopleSchema = z.object({ people: z.array(personSchema) }).meta({ id: 'People' })
