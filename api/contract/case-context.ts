import { z } from 'zod'
import { caseStageSchema } from '../../domain/case.ts'
import { caseIdSchema } from '../../domain/ids.ts'
import { messageChannelSchema } from '../../domain/plan.ts'
import { outcomeResultSchema } from '../../domain/outcome.ts'
import { taskQueueSchema } from '../../domain/task.ts'
import { caseParamsSchema, personSchema } from './cases.ts'
import { reasonsQuerySchema } from './customers.ts'
import type { Route } from './route.ts'

const readers = ['case_worker', 'supervisor', 'auditor'] as const

/** One thing that is otherwise than it was: `what` is the name of a fact or feature. */
export const factChangeSchema = z.object({
  what: z.string(),
  before: z.union([z.string(), z.number()]).nullable(),
  after: z.union([z.string(), z.number()]).nullable(),
})
export type FactChange = z.infer<typeof factChangeSchema>

/** The urgency as it is now, taken apart: points of each term and the most that it can give. `raised`: stands above all that is in time. */
export const shownUrgencySchema = z.object({
  total: z.number(),
  raised: z.boolean(),
  terms: z.array(
    z.object({
      term: z.enum(['probability', 'due_nearness', 'sla_used', 'exposure']),
      points: z.number(),
      most: z.number(),
    }),
  ),
})
export type ShownUrgency = z.infer<typeof shownUrgencySchema>

export const pastContactShownSchema = z.object({
  kind: z.enum(['message', 'call']),
  channel: z.string(),
  /** The network's last word, or what came of the call. */
  result: z.string(),
  by: personSchema.nullable(),
  caseId: caseIdSchema.nullable(),
  /** Wall time. */
  at: z.iso.datetime(),
})
export type PastContactShown = z.infer<typeof pastContactShownSchema>

/** What stands around a case: none of it is part of the evidence, and nothing of it is approved. */
export const caseContextSchema = z
  .object({
    urgency: shownUrgencySchema,
    /** Where the proposed action comes from. */
    source: z.object({ matrix: z.string(), cell: z.string() }).nullable(),
    /** What the customer's later days say; null where nothing came since the evidence was frozen. It voids nothing. */
    seenSince: z.object({ asOf: z.iso.datetime(), changes: z.array(factChangeSchema) }).nullable(),
    /** The last approval that no longer counts, what ended it, and what that changed; null where none was voided. */
    voided: z
      .object({
        at: z.iso.datetime(),
        why: z.string(),
        by: personSchema.nullable(),
        approvers: z.array(personSchema),
        changes: z.array(factChangeSchema),
      })
      .nullable(),
    /** Of the same customer, the newest first. */
    cases: z.array(
      z.object({
        id: caseIdSchema,
        episode: z.int(),
        title: z.string(),
        stage: caseStageSchema,
        outcome: outcomeResultSchema.nullable(),
        openedAt: z.iso.datetime(),
      }),
    ),
    contacts: z.array(pastContactShownSchema),
    /** What one part of an SMS costs the bank, in hundredths of a minor unit. */
    smsPart: z.object({ costCentiminor: z.int(), currency: z.string() }),
    /** The evidence's reasons in the language that was asked for: it holds them in the bank's own, as they were frozen. */
    reasons: z.array(z.object({ feature: z.string(), sentence: z.string() })),
    /** Channels whose texts are registered: they are sent to the letter. */
    registeredChannels: z.array(messageChannelSchema),
  })
  .meta({ id: 'CaseContext' })
export type CaseContext = z.infer<typeof caseContextSchema>

/** What the contact rules in force would say if each step were sent at this moment, the approvals it still needs granted. Nothing is stored. */
export const caseGateSchema = z
  .object({
    /** Bank time. */
    at: z.iso.datetime(),
    steps: z.array(
      z.object({
        index: z.int(),
        channel: messageChannelSchema,
        verdict: z.enum(['pass', 'wait', 'block']),
        rule: z.string(),
        /** What the rule stands against and where it comes from; null for rules of the gate itself. */
        says: z.string().nullable(),
        source: z.string().nullable(),
        /** With `wait`: bank time. */
        until: z.iso.datetime().nullable(),
        queue: taskQueueSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'CaseGate' })
export type CaseGate = z.infer<typeof caseGateSchema>

export const caseContextRoutes = {
  getCaseContext: {
    method: 'get',
    path: '/v1/cases/{id}/context',
    summary:
      'Around a case: urgency taken apart, what was seen since, voided approvals, earlier cases and contacts',
    access: { roles: readers },
    params: caseParamsSchema,
    query: reasonsQuerySchema,
    answer: caseContextSchema,
    audit: 'case.context.read',
  },
  getCaseGate: {
    method: 'get',
    path: '/v1/cases/{id}/gate',
    summary: 'What the contact rules would say if the plan were sent now',
    access: { roles: readers },
    params: caseParamsSchema,
    answer: caseGateSchema,
    audit: 'case.gate.read',
  },
} as const satisfies Record<string, Route>
