import { z } from 'zod'
import { products } from '../../domain/obligation.ts'
import { actorIdSchema } from '../../domain/roles.ts'
import { caseIdSchema } from '../../domain/ids.ts'
import { personSchema } from './cases.ts'
import type { Route } from './route.ts'

const languageSchema = z.string().regex(/^[a-z]{2}$/)
const productSchema = z.enum(products)
const LANGUAGES_MAX = 20

/** Which cases a person takes; an empty list takes every one. */
export const routingSchema = z.object({
  languages: z.array(languageSchema).max(LANGUAGES_MAX),
  products: z.array(productSchema),
})
export const routingBodySchema = z.strictObject({ actorId: actorIdSchema, ...routingSchema.shape })
export type RoutingBody = z.infer<typeof routingBodySchema>

export const teamSchema = z
  .object({
    people: z.array(
      z.object({
        person: personSchema,
        /** Cases that they work on now. */
        claimed: z.int(),
        /** Open cases that were given to them, and those of them that wait past their SLA or soon will. */
        assigned: z.int(),
        late: z.int(),
        lateSoon: z.int(),
        /** Open cases that carry a decision of theirs. */
        open: z.int(),
        decidedToday: z.int(),
        refusedToday: z.int(),
        /** From the opening to the decision, over the last seven days, in seconds of wall time. */
        medianToDecide_s: z.number().nullable(),
        /** Of the cases decided in the last seven days, those whose SLA never had to escalate. */
        inTimeShare: z.number().nullable(),
        /**
         * Of the approvals of the last seven days, those within ten seconds of the same person's decision before, where
         * that is so often that nobody can have read what was approved.
         */
        rubberStamps: z.object({ approvals: z.int(), hurried: z.int() }).nullable(),
        takes: routingSchema,
        /** The absence that runs or comes next, in bank days, both included. */
        away: z.object({ from: z.iso.date(), until: z.iso.date(), now: z.boolean() }).nullable(),
      }),
    ),
    waiting: z.array(
      z.object({
        product: z.string(),
        language: z.string().nullable(),
        cases: z.int(),
        late: z.int(),
        lateSoon: z.int(),
      }),
    ),
  })
  .meta({ id: 'Team' })
export type Team = z.infer<typeof teamSchema>

export const GIVEN_AT_ONCE_MAX = 50
/** `from` null: cases that nobody has. `to` null: each to who takes its language and product and has the fewest. */
export const teamReassignBodySchema = z.strictObject({
  from: actorIdSchema.nullable(),
  to: actorIdSchema.nullable(),
  product: productSchema.optional(),
  language: languageSchema.optional(),
  limit: z.int().min(1).max(GIVEN_AT_ONCE_MAX).default(GIVEN_AT_ONCE_MAX),
})
export type TeamReassignBody = z.infer<typeof teamReassignBodySchema>
export const teamReassignedSchema = z
  .object({
    given: z.array(z.object({ caseId: caseIdSchema, to: personSchema })),
    /** What stood against it, in words. */
    left: z.array(z.object({ caseId: caseIdSchema, why: z.string() })),
  })
  .meta({ id: 'TeamReassigned' })
export type TeamReassigned = z.infer<typeof teamReassignedSchema>

const supervisors = { roles: ['supervisor'] } as const

export const teamRoutes = {
  getTeam: {
    method: 'get',
    path: '/v1/team',
    summary: 'Load, SLA, absence and routing of each person, and what waits',
    access: supervisors,
    answer: teamSchema,
  },
  putRouting: {
    method: 'put',
    path: '/v1/team/routing',
    summary: 'Say which languages and products a person takes; audited',
    access: supervisors,
    body: routingBodySchema,
    answer: routingSchema,
  },
  postTeamReassign: {
    method: 'post',
    path: '/v1/team/reassign',
    summary: 'Give many waiting cases away, to one person or by routing; each is a decision of its own',
    access: supervisors,
    body: teamReassignBodySchema,
    answer: teamReassignedSchema,
  },
} as const satisfies Record<string, Route>
