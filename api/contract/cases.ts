import { z } from 'zod'
import { caseStageSchema } from '../../domain/case.ts'
import { rejectReasonSchema, verdicts, verdictSchema, type Verdict } from '../../domain/decision.ts'
import { evidenceSchema } from '../../domain/evidence.ts'
import { hardshipSchema, personaSchema } from '../../domain/hardship.ts'
import { caseIdSchema, sha256Schema, tokenSchema } from '../../domain/ids.ts'
import { interventionSchema, prioritySchema } from '../../domain/intervention.ts'
import { dispatchStateSchema, messageStatusSchema } from '../../domain/message.ts'
import { products } from '../../domain/obligation.ts'
import { outcomeResultSchema } from '../../domain/outcome.ts'
import { messageChannelSchema, planStepSchema } from '../../domain/plan.ts'
import { levelSchema } from '../../domain/risk.ts'
import { PAGE_ROWS_DEFAULT, PAGE_ROWS_MAX } from './route.ts'

/**
 * `open` waits for a first decision, `second` for a second approval, `mine` is what I decided on and is not closed,
 * `attention` is blocked or unresolved, `underway` is approved and on its way or waits for the outcome.
 */
export const queues = [
  'open',
  'second',
  'mine',
  'attention',
  'underway',
  'monitoring',
  'closed',
  'all',
] as const
export const queueSchema = z.enum(queues)
export type Queue = z.infer<typeof queueSchema>

/** A member of staff. `name` is the issuer's, for the eye only. */
export const personSchema = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' })
export type Person = z.infer<typeof personSchema>

/** One row of the inbox. Instants of the SLA and of opening are bank time; `holdUntil` is wall time. */
export const caseRowSchema = z
  .object({
    id: caseIdSchema,
    customer: tokenSchema,
    episode: z.int(),
    /** First letters only; null where the bank gave no contact. */
    maskedName: z.string().nullable(),
    stage: caseStageSchema,
    stageReason: z.string().nullable(),
    level: levelSchema,
    hardship: hardshipSchema,
    persona: personaSchema,
    probability: z.number().nullable(),
    scorecardTotal: z.number(),
    intervention: interventionSchema.pick({ id: true, title: true, kinds: true, priority: true }),
    needsSecond: z.boolean(),
    needsCreditAuthority: z.boolean(),
    product: z.string(),
    dueDate: z.iso.date(),
    amountMinor: z.int(),
    exposureMinor: z.int(),
    currency: z.string(),
    evidenceHash: sha256Schema.nullable(),
    planHash: sha256Schema.nullable(),
    openedAt: z.iso.datetime(),
    slaDueAt: z.iso.datetime().nullable(),
    holdUntil: z.iso.datetime().nullable(),
    approvedBy: z.array(personSchema),
    assignee: personSchema.nullable(),
    /** Bank time; null while it sleeps until the risk changes. */
    snoozedUntil: z.iso.datetime().nullable(),
    /** How far the SLA has come; also `escalate` where a person called the supervisor. */
    escalation: z.enum(['remind', 'escalate', 'reassign']).nullable(),
    deliveryStatus: messageStatusSchema.nullable(),
    outcome: outcomeResultSchema.nullable(),
    urgency: z.number(),
    /** Who works on it now; null where nobody's claim runs. */
    claimedBy: personSchema.nullable(),
    /** Grows with every change of the row. */
    version: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'CaseRow' })
export type CaseRow = z.infer<typeof caseRowSchema>

/** Most urgent, first to be decided, first due, most likely, largest. */
export const caseSorts = ['urgency', 'sla', 'due', 'probability', 'exposure'] as const
export type CaseSort = (typeof caseSorts)[number]

const CASES_ASKED_MAX = 100

export const caseQuerySchema = z.strictObject({
  queue: queueSchema.default('open'),
  sort: z.enum(caseSorts).default('urgency'),
  level: levelSchema.optional(),
  hardship: hardshipSchema.optional(),
  product: z.enum(products).optional(),
  priority: prioritySchema.optional(),
  stage: caseStageSchema.optional(),
  /** Only those that still wait for a decision and whose time for it is over. */
  late: z.literal('yes').optional(),
  /** Name words, the last four digits of the phone, the bank's customer id, a token or a case id. */
  q: z.string().trim().min(1).max(120).optional(),
  /** Only these cases, where they still fit: what a page asks for when it hears that some have changed. */
  ids: z
    .string()
    .max(CASES_ASKED_MAX * 64)
    .transform((ids) => ids.split(','))
    .pipe(z.array(caseIdSchema).max(CASES_ASKED_MAX))
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(PAGE_ROWS_DEFAULT),
})
export type CaseQuery = z.infer<typeof caseQuerySchema>

/** Counts are of the whole queue, before level, hardship, stage and search. */
export const casePageSchema = z
  .object({
    rows: z.array(caseRowSchema),
    nextCursor: z.string().nullable(),
    counts: z.record(queueSchema, z.int()),
  })
  .meta({ id: 'CasePage' })
export type CasePage = z.infer<typeof casePageSchema>

/** `preview` is the text as the customer will read it, with the first name masked. */
export const shownPlanSchema = z
  .object({
    version: z.int(),
    hash: sha256Schema,
    interventionId: z.string(),
    /** `edited`: a worker's words in place of `text`. */
    steps: z.array(planStepSchema.extend({ edited: z.string().nullable(), preview: z.string() })),
  })
  .meta({ id: 'ShownPlan' })
export type ShownPlan = z.infer<typeof shownPlanSchema>

export const shownDecisionSchema = z
  .object({
    id: z.uuid(),
    verdict: verdictSchema,
    rejectReason: rejectReasonSchema.nullable(),
    remark: z.string().nullable(),
    by: personSchema,
    accepted: z.boolean(),
    /** Why the product refused it, in words. */
    refusal: z.string().nullable(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Decision' })
export type ShownDecision = z.infer<typeof shownDecisionSchema>

export const shownMessageSchema = z
  .object({
    dispatchKey: z.string(),
    stepIndex: z.int(),
    channel: messageChannelSchema,
    state: dispatchStateSchema,
    status: messageStatusSchema.nullable(),
    errorCode: z.string().nullable(),
    /** The contact gate's verdict as it was stored at the moment of sending. */
    gate: z.record(z.string(), z.unknown()).nullable(),
    intendedAt: z.iso.datetime(),
    answeredAt: z.iso.datetime().nullable(),
    statusAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Message' })
export type ShownMessage = z.infer<typeof shownMessageSchema>

/** One line of the case's story, oldest first; wall time. Codes and values: who shows it puts it into words. */
const timelineAt = { at: z.iso.datetime(), by: personSchema.nullable() }
const found = { level: levelSchema, hardship: hardshipSchema }
const caseEventActionSchema = z.enum([
  ...(['sla.remind', 'sla.escalate', 'sla.reassign', 'approval.voided'] as const),
  ...(['gate.blocked', 'case.reply', 'case.trouble'] as const),
])

export const timelineEntrySchema = z
  .discriminatedUnion('kind', [
    z.object({ ...timelineAt, kind: z.literal('opened'), ...found }),
    z.object({ ...timelineAt, kind: z.literal('evidence'), version: z.int(), ...found }),
    z.object({
      ...{ ...timelineAt, kind: z.literal('decision'), verdict: verdictSchema, accepted: z.boolean() },
      rejectReason: rejectReasonSchema.nullable(),
    }),
    z.object({
      ...{ ...timelineAt, kind: z.literal('message'), step: z.int() },
      ...{ channel: messageChannelSchema, state: dispatchStateSchema },
    }),
    /** The network's word on a message. */
    z.object({
      ...{ ...timelineAt, kind: z.literal('network'), status: z.string(), errorCode: z.string().nullable() },
    }),
    /** What happened without anybody's decision; `cause` is a code or a sentence, `to` who was given the case. */
    z.object({
      ...{ ...timelineAt, kind: z.literal('event'), action: caseEventActionSchema },
      ...{ cause: z.string().nullable(), to: personSchema.nullable() },
    }),
    z.object({ ...timelineAt, kind: z.literal('outcome'), outcome: outcomeResultSchema }),
    /** Where it stands now, last. */
    z.object({
      ...{ ...timelineAt, kind: z.literal('stage'), stage: caseStageSchema, reason: z.string().nullable() },
    }),
  ])
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

export const waitsForSchema = z.object({
  what: z.string(),
  /** Null where it waits for a person or a fact. */
  until: z.iso.datetime().nullable(),
  clock: z.enum(['bank', 'wall']),
})

/** What the signed-in person may do now. The workflow has the last word; `why` says in words what stands against it. */
export const mayDecideSchema = z.object({
  ...(Object.fromEntries(verdicts.map((verdict) => [verdict, z.boolean()])) as Record<Verdict, z.ZodBoolean>),
  why: z.string().nullable(),
})

export const caseDetailSchema = z
  .object({
    row: caseRowSchema,
    contact: z
      .object({
        maskedName: z.string(),
        maskedPhone: z.string().nullable(),
        language: z.string(),
        zone: z.string(),
        remark: z.string().nullable(),
      })
      .nullable(),
    /** With reasons in words, SHAP contributions, scorecard parts and the hardship's rule; null while it is assessed. */
    evidence: evidenceSchema.nullable(),
    plan: shownPlanSchema.nullable(),
    decisions: z.array(shownDecisionSchema),
    messages: z.array(shownMessageSchema),
    timeline: z.array(timelineEntrySchema),
    waitsFor: waitsForSchema.nullable(),
    may: mayDecideSchema,
    /** The workflow in Temporal's own Web UI. */
    workflowUrl: z.url().nullable(),
  })
  .meta({ id: 'CaseDetail' })
export type CaseDetail = z.infer<typeof caseDetailSchema>

export const REMARK_CHARACTERS_MAX = 1_000

/** The hashes are those of the evidence and plan that the person saw: where they are no longer current, it is refused. */
export const decisionBodySchema = z
  .strictObject({
    verdict: z.enum(['approve', 'reject']),
    rejectReason: rejectReasonSchema.optional(),
    remark: z.string().trim().min(1).max(REMARK_CHARACTERS_MAX).optional(),
    evidenceHash: sha256Schema,
    planHash: sha256Schema,
  })
  .refine((body) => (body.verdict === 'reject') === (body.rejectReason !== undefined), {
    path: ['rejectReason'],
    message: 'a rejection names a reason, an approval names none',
  })
export type DecisionBody = z.infer<typeof decisionBodySchema>

export const undoBodySchema = z.strictObject({ evidenceHash: sha256Schema, planHash: sha256Schema })

export const decidedSchema = z
  .object({ decisionId: z.uuid(), stage: z.string(), holdUntil: z.iso.datetime().nullable() })
  .meta({ id: 'Decided' })
export type Decided = z.infer<typeof decidedSchema>

export const caseParamsSchema = z.object({ id: caseIdSchema })
