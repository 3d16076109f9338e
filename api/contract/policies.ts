import { z } from 'zod'
import { localDateSchema } from '../../domain/calendar.ts'
import {
  holdKindSchema,
  holdSchema,
  vulnerabilityKindSchema,
  vulnerabilitySchema,
} from '../../domain/hold.ts'
import { caseIdSchema, sha256Schema, tokenSchema } from '../../domain/ids.ts'
import { killReasons, killScopeSchema, killSwitchSchema } from '../../domain/kill-switch.ts'
import { registrationSchema } from '../../domain/registration.ts'
import { taskQueueSchema, taskSchema } from '../../domain/task.ts'
import { BATCH_BYTES_MAX, PAGE_ROWS_DEFAULT, PAGE_ROWS_MAX, type Route } from './route.ts'

const packIdSchema = z.string().regex(/^[a-z]{2}$/)
const idParams = z.object({ id: z.uuid() })
const none = z.object({})

/** A version of a pack. `inForce`: the one whose contact rules hold now. */
export const packVersionSchema = z
  .object({
    id: packIdSchema,
    version: z.string(),
    hash: sha256Schema,
    effective: localDateSchema,
    status: z.enum(['draft', 'published', 'refused']),
    authorId: z.string(),
    submittedAt: z.iso.datetime(),
    reviewerId: z.string().nullable(),
    reviewedAt: z.iso.datetime().nullable(),
    inForce: z.boolean(),
  })
  .meta({ id: 'PackVersion' })
export type PackVersion = z.infer<typeof packVersionSchema>

export const packParamsSchema = z.object({ id: packIdSchema })
export const packVersionParamsSchema = z.object({ id: packIdSchema, hash: sha256Schema })
/** Every document by its name, as the files of `policies/packs/` hold them. */
export const packDocumentsBodySchema = z.strictObject({ documents: z.record(z.string(), z.unknown()) })
export const packDetailSchema = z
  .object({
    version: packVersionSchema,
    documents: z.record(z.string(), z.unknown()),
    /** What stands against putting it in force; empty where nothing does. */
    problems: z.array(z.string()),
  })
  .meta({ id: 'Pack' })
export type PackDetail = z.infer<typeof packDetailSchema>

/** What stands against a draft, and whom of the past cases it would treat otherwise. */
export const packTrySchema = z
  .object({
    problems: z.array(z.string()),
    /** Cases whose evaluation rests on this pack; `isWhole` false: there are more than are asked at once. */
    cases: z.int(),
    isWhole: z.boolean(),
    otherwise: z.int(),
    changes: z.array(z.object({ what: z.string(), cases: z.int() })),
    examples: z.array(
      z.object({
        caseId: z.string(),
        changes: z.array(
          z.object({ what: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
        ),
      }),
    ),
  })
  .meta({ id: 'PackTry' })
export type PackTry = z.infer<typeof packTrySchema>

export const holdBodySchema = z.strictObject({
  customer: tokenSchema,
  kind: holdKindSchema,
  /** The last day on which it stands, in the bank's zone. */
  until: localDateSchema,
  treatmentEnds: localDateSchema.optional(),
})
export const vulnerabilityBodySchema = z.strictObject({
  customer: tokenSchema,
  kind: vulnerabilityKindSchema,
})
export const protectionsParamsSchema = z.object({ token: tokenSchema })
export const protectionsSchema = z
  .object({ holds: z.array(holdSchema), vulnerabilities: z.array(vulnerabilitySchema) })
  .meta({ id: 'Protections' })

export const switchBodySchema = z.intersection(killScopeSchema, z.object({ reason: z.enum(killReasons) }))
/** `sentBack`: open cases whose plan uses the template and that are asked to stop. */
export const withdrawnSchema = z
  .object({ switch: killSwitchSchema, sentBack: z.int() })
  .meta({ id: 'Withdrawn' })

export const registrationsQuerySchema = z.object({ country: packIdSchema })
export const registrationsBodySchema = z.strictObject({
  registrations: z.array(registrationSchema).min(1).max(500),
})

export const taskQuerySchema = z.object({
  queue: taskQueueSchema.optional(),
  caseId: caseIdSchema.optional(),
  /** The id of the last task of the page before. */
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(PAGE_ROWS_DEFAULT),
})
export const taskPageSchema = z
  .object({
    tasks: z.array(taskSchema),
    counts: z.array(z.object({ queue: taskQueueSchema, open: z.int() })),
  })
  .meta({ id: 'TaskPage' })

const readers = ['case_worker', 'supervisor', 'auditor', 'operator', 'policy_owner'] as const
const owners = ['policy_owner'] as const
const stoppers = ['policy_owner', 'operator', 'supervisor'] as const
const workers = ['case_worker', 'supervisor'] as const

export const policyRoutes = {
  listPolicies: {
    method: 'get',
    path: '/v1/policies',
    summary: 'Every version of every pack, and which are in force',
    access: { roles: readers },
    answer: z.object({ versions: z.array(packVersionSchema) }),
  },
  getPolicy: {
    method: 'get',
    path: '/v1/policies/{id}/{hash}',
    summary: 'A version of a pack, and what stands against it',
    access: { roles: readers },
    params: packVersionParamsSchema,
    answer: packDetailSchema,
  },
  postPolicy: {
    method: 'post',
    path: '/v1/policies/{id}',
    summary: 'Hand in a draft; another person publishes it',
    access: { roles: owners },
    params: packParamsSchema,
    body: packDocumentsBodySchema,
    bodyBytesMax: BATCH_BYTES_MAX,
    answer: packDetailSchema,
  },
  postPolicyTry: {
    method: 'post',
    path: '/v1/policies/{id}/try',
    summary: 'Check documents and try them on past cases; nothing is kept',
    access: { roles: ['policy_owner', 'supervisor', 'auditor'] },
    params: packParamsSchema,
    body: packDocumentsBodySchema,
    bodyBytesMax: BATCH_BYTES_MAX,
    answer: packTrySchema,
  },
  postPolicyPublish: {
    method: 'post',
    path: '/v1/policies/{id}/{hash}/publish',
    summary: 'Put a draft in force, by another person than its author',
    access: { roles: owners },
    params: packVersionParamsSchema,
    answer: packVersionSchema,
  },
  postPolicyRefuse: {
    method: 'post',
    path: '/v1/policies/{id}/{hash}/refuse',
    summary: 'Refuse a draft',
    access: { roles: owners },
    params: packVersionParamsSchema,
    answer: packVersionSchema,
  },
  listKillSwitches: {
    method: 'get',
    path: '/v1/kill-switches',
    summary: 'What stops sending now',
    access: { roles: readers },
    answer: z.object({ switches: z.array(killSwitchSchema) }),
  },
  postKillSwitch: {
    method: 'post',
    path: '/v1/kill-switches',
    summary: 'Stop sending at once: everything, a country, a channel, or a template (“Withdraw now”)',
    access: { roles: stoppers },
    body: switchBodySchema,
    answer: withdrawnSchema,
  },
  postKillSwitchLift: {
    method: 'post',
    path: '/v1/kill-switches/{id}/lift',
    summary: 'Let it be sent again, by another person than who stopped it',
    access: { roles: stoppers },
    params: idParams,
    answer: killSwitchSchema,
  },
  getProtections: {
    method: 'get',
    path: '/v1/customers/{token}/protections',
    summary: 'Holds and vulnerabilities of a customer',
    access: { roles: ['case_worker', 'supervisor', 'auditor'] },
    params: protectionsParamsSchema,
    answer: protectionsSchema,
  },
  postHold: {
    method: 'post',
    path: '/v1/holds',
    summary: 'Nothing is sent to the customer until then',
    access: { roles: [...workers, 'bank_system'] },
    body: holdBodySchema,
    answer: holdSchema,
  },
  postHoldEnd: {
    method: 'post',
    path: '/v1/holds/{id}/end',
    summary: 'End a hold before its time',
    access: { roles: workers },
    params: idParams,
    answer: holdSchema,
  },
  postVulnerability: {
    method: 'post',
    path: '/v1/vulnerabilities',
    summary: 'Route the customer to the specialists, with adapted texts and pace',
    access: { roles: [...workers, 'bank_system'] },
    body: vulnerabilityBodySchema,
    answer: vulnerabilitySchema,
  },
  postVulnerabilityEnd: {
    method: 'post',
    path: '/v1/vulnerabilities/{id}/end',
    summary: 'Take the flag away',
    access: { roles: workers },
    params: idParams,
    answer: vulnerabilitySchema,
  },
  listRegistrations: {
    method: 'get',
    path: '/v1/registrations',
    summary: 'What operators and providers have registered for us in a country',
    access: { roles: readers },
    query: registrationsQuerySchema,
    answer: z.object({ registrations: z.array(registrationSchema) }),
  },
  putRegistrations: {
    method: 'put',
    path: '/v1/registrations',
    summary: 'Enter registrations; one that is known takes on what is said',
    access: { roles: ['policy_owner', 'operator'] },
    body: registrationsBodySchema,
    bodyBytesMax: BATCH_BYTES_MAX,
    answer: none,
  },
  listTasks: {
    method: 'get',
    path: '/v1/tasks',
    summary: 'What nobody must forget: blocks, duties, specialist cases; the oldest first',
    access: { roles: readers },
    query: taskQuerySchema,
    answer: taskPageSchema,
  },
  postTaskDone: {
    method: 'post',
    path: '/v1/tasks/{id}/done',
    summary: 'A person has seen to it',
    access: { roles: ['case_worker', 'supervisor', 'operator', 'policy_owner'] },
    params: idParams,
    answer: taskSchema,
  },
} as const satisfies Record<string, Route>
