import { z } from 'zod'
import { cancelReasonSchema, rejectReasonSchema, verdictSchema } from '../../domain/decision.ts'
import { hardshipSchema } from '../../domain/hardship.ts'
import { holdKindSchema } from '../../domain/hold.ts'
import { caseIdSchema, sha256Schema, tokenSchema } from '../../domain/ids.ts'
import { actorIdSchema } from '../../domain/roles.ts'
import { caseParamsSchema, decidedSchema, REMARK_CHARACTERS_MAX } from './cases.ts'
import type { Route } from './route.ts'

const deciders = ['case_worker', 'supervisor'] as const
const helpers = ['case_worker', 'supervisor', 'operator'] as const
const TEXT_CHARACTERS_MAX = 1_600

/** The hashes are those of the evidence and plan that the person saw. */
const seen = { evidenceHash: sha256Schema, planHash: sha256Schema }
const remark = z.string().trim().min(1).max(REMARK_CHARACTERS_MAX).optional()
const text = z.string().trim().min(1).max(TEXT_CHARACTERS_MAX)

export const amendBodySchema = z.strictObject({
  ...seen,
  edits: z
    .array(z.strictObject({ stepIndex: z.int().min(0).max(3), text }))
    .min(1)
    .max(4),
})
export const adoptBodySchema = z.strictObject({ ...seen, interventionId: z.string().min(1).max(64) })
/** `until`: bank time; null: until the risk changes. */
export const snoozeBodySchema = z.strictObject({ ...seen, until: z.iso.datetime().nullable(), remark })
/** `until`: the last day, in the bank's zone. */
export const caseHoldBodySchema = z.strictObject({
  ...seen,
  kind: holdKindSchema,
  until: z.iso.date(),
  treatmentEnds: z.iso.date().optional(),
  remark,
})
export const reassignBodySchema = z.strictObject({ ...seen, to: actorIdSchema, remark })
export const escalateBodySchema = z.strictObject({ ...seen, remark })
export const cancelBodySchema = z.strictObject({ ...seen, reason: cancelReasonSchema, remark })

/** A decision to be pasted into a signal in Temporal's own pages. */
export const decisionTokenBodySchema = z.strictObject({
  ...seen,
  verdict: verdictSchema.extract(['approve', 'reject', 'undo', 'escalate', 'cancel']),
  rejectReason: rejectReasonSchema.optional(),
  cancelReason: cancelReasonSchema.optional(),
})
export const decisionTokenSchema = z
  .object({
    decisionId: z.uuid(),
    /** Wall time. */
    expiresAt: z.iso.datetime(),
    workflowId: caseIdSchema,
    signal: z.literal('decision'),
    /** The signal's input, as it is pasted. */
    input: z.object({ token: z.string() }),
  })
  .meta({ id: 'DecisionToken' })

export const caseSources = ['customer-told-us', 'branch', 'debt-adviser', 'bank-system'] as const
/** A case by hand: a worker names the token, the bank its own id. */
export const caseByHandBodySchema = z
  .strictObject({
    customer: tokenSchema.optional(),
    customerId: z.string().min(1).max(128).optional(),
    source: z.enum(caseSources),
    hardship: hardshipSchema.exclude(['NONE']),
  })
  .refine((body) => (body.customer === undefined) !== (body.customerId === undefined), {
    path: ['customer'],
    message: 'name either the token or the bank’s own id',
  })
export const caseOpenedSchema = z.object({ caseId: caseIdSchema }).meta({ id: 'CaseOpened' })

export const sealReasons = ['customer-called', 'customer-wrote', 'branch-visit', 'complaint'] as const
export const breakSealBodySchema = z.strictObject({ customer: tokenSchema, reason: z.enum(sealReasons) })
export const sealBrokenSchema = z.object({ caseId: caseIdSchema.nullable() }).meta({ id: 'SealBroken' })

export const absenceBodySchema = z
  .strictObject({ actorId: actorIdSchema, from: z.iso.date(), until: z.iso.date() })
  .refine(({ from, until }) => from <= until, {
    path: ['until'],
    message: 'must not be before the first day',
  })
export const absencesSchema = z
  .object({ absences: z.array(z.object({ actorId: z.string(), from: z.iso.date(), until: z.iso.date() })) })
  .meta({ id: 'Absences' })

const onCase = { method: 'post', params: caseParamsSchema, answer: decidedSchema } as const

/** How a case is worked: each a decision that the workflow may refuse. */
export const caseActionRoutes = {
  postUndoTimeOver: {
    method: 'post',
    path: '/v1/cases/{id}/undo-time-over',
    summary: 'A rehearsal does not wait for the undo time of an approval',
    access: { roles: ['case_worker', 'supervisor'] },
    params: caseParamsSchema,
    answer: z.object({}),
    developmentOnly: true,
  },
  postAmend: {
    ...onCase,
    path: '/v1/cases/{id}/amend',
    summary: 'Put other words into the plan, by the pack’s rules; approvals so far are void',
    access: { roles: deciders },
    body: amendBodySchema,
  },
  postAdopt: {
    ...onCase,
    path: '/v1/cases/{id}/adopt',
    summary: 'In manual review: take the plan of another row of the matrix',
    access: { roles: deciders },
    body: adoptBodySchema,
  },
  postSnooze: {
    ...onCase,
    path: '/v1/cases/{id}/snooze',
    summary: 'Decide later: at an instant, or when the risk changes',
    access: { roles: deciders },
    body: snoozeBodySchema,
  },
  postCaseHold: {
    ...onCase,
    path: '/v1/cases/{id}/hold',
    summary:
      'Something of the customer’s stands against contact for a while: approvals are void, the SLA stands still',
    access: { roles: deciders },
    body: caseHoldBodySchema,
  },
  postReassign: {
    ...onCase,
    path: '/v1/cases/{id}/reassign',
    summary: 'Take the case, or give it to somebody',
    access: { roles: deciders },
    body: reassignBodySchema,
  },
  postEscalate: {
    ...onCase,
    path: '/v1/cases/{id}/escalate',
    summary: 'Call the supervisor: the case stands above all that are in time',
    access: { roles: helpers },
    body: escalateBodySchema,
  },
  postCancel: {
    ...onCase,
    path: '/v1/cases/{id}/cancel',
    summary: 'End the help before anything is sent; the outcome is still waited for',
    access: { roles: ['supervisor', 'operator'] },
    body: cancelBodySchema,
  },
  postDecisionToken: {
    method: 'post',
    path: '/v1/cases/{id}/decision-token',
    summary: 'A decision of the signed-in person for a signal in Temporal’s pages, good for five minutes',
    access: { roles: helpers },
    params: caseParamsSchema,
    body: decisionTokenBodySchema,
    answer: decisionTokenSchema,
  },
  postCase: {
    method: 'post',
    path: '/v1/cases',
    summary: 'Open a case by hand, with a declared hardship; approval and gate stay the same',
    access: { roles: [...deciders, 'bank_system'] },
    body: caseByHandBodySchema,
    answer: caseOpenedSchema,
  },
  postBreakSeal: {
    method: 'post',
    path: '/v1/hold-outs/break-seal',
    summary:
      'Somebody takes the customer’s call: a case of the hold-out, if there is one, is seen from now on',
    access: { roles: deciders },
    body: breakSealBodySchema,
    answer: sealBrokenSchema,
  },
  getAbsences: {
    method: 'get',
    path: '/v1/absences',
    summary: 'Who is away, from today on',
    access: { roles: ['case_worker', 'supervisor'] },
    answer: absencesSchema,
  },
  postAbsence: {
    method: 'post',
    path: '/v1/absences',
    summary: 'Say that somebody is away: their cases are given away when the SLA asks',
    access: { roles: ['supervisor'] },
    body: absenceBodySchema,
    answer: absencesSchema,
  },
} as const satisfies Record<string, Route>
