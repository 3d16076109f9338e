import { z } from 'zod'
import { sha256Schema } from '../../domain/ids.ts'
import { rejectionStates } from '../../domain/rejection.ts'
import { PAGE_ROWS_DEFAULT, PAGE_ROWS_MAX, type Route } from './route.ts'

export const REPLAYED_AT_ONCE_MAX = 200
export const KINDS_SHOWN_MAX = 100

const idSchema = z.int().min(1)
const stateSchema = z.enum(rejectionStates)

export const rejectedQuerySchema = z.object({
  source: z.string().max(64).optional(),
  reason: z.string().max(128).optional(),
  state: stateSchema.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(PAGE_ROWS_DEFAULT),
})

/** A record, item or row that could not be taken. What it said is behind `getRejectedOriginal`. */
export const rejectedRowSchema = z
  .object({
    id: idSchema,
    /** `bank-events` (the topic), `api`, `capture` (database capture), or `file:` and the start of the file's hash. */
    source: z.string(),
    position: z.string(),
    reason: z.string(),
    /** The field that is wrong; empty where it is not one field. */
    field: z.string(),
    /** How to put it right, in words. */
    fix: z.string(),
    sha256: sha256Schema,
    state: stateSchema,
    /** Replays so far, and the last one. */
    attempts: z.int(),
    triedAt: z.iso.datetime().nullable(),
    rejectedAt: z.iso.datetime(),
    /** Until when the bytes can be shown and replayed; null where they are not in the vault. */
    originalUntil: z.iso.datetime().nullable(),
  })
  .meta({ id: 'RejectedRow' })
export type RejectedRowView = z.infer<typeof rejectedRowSchema>

export const rejectedPageSchema = z
  .object({
    rows: z.array(rejectedRowSchema),
    nextCursor: z.string().nullable(),
    /** How many there are of each kind, whatever the filter; the most frequent first. */
    counts: z.array(z.object({ source: z.string(), reason: z.string(), state: stateSchema, count: z.int() })),
  })
  .meta({ id: 'RejectedPage' })
export type RejectedPage = z.infer<typeof rejectedPageSchema>

export const rejectedParamsSchema = z.object({ id: z.string().regex(/^\d{1,15}$/) })
/** As UTF-8; what is no UTF-8 shows as �. `key`: the record's own key, which may be a raw id that was no token. */
export const rejectedOriginalSchema = z
  .object({ key: z.string().nullable(), text: z.string() })
  .meta({ id: 'RejectedOriginal' })

export const replayBodySchema = z.strictObject({ ids: z.array(idSchema).min(1).max(REPLAYED_AT_ONCE_MAX) })
/** `taken`: it went through its door. `rejected`: still wrong, as the row now says. `not-open`: replayed already, or not there. */
export const replayAnswerSchema = z
  .object({
    results: z.array(
      z.object({
        id: idSchema,
        result: z.enum(['taken', 'rejected', 'not-open', 'no-original']),
        reason: z.string(),
        field: z.string(),
        fix: z.string(),
      }),
    ),
  })
  .meta({ id: 'Replayed' })

export const rejectedRoutes = {
  listRejected: {
    method: 'get',
    path: '/v1/rejected',
    summary: 'What could not be taken, the newest first, with the number of each kind',
    access: { roles: ['operator', 'supervisor', 'auditor'] },
    query: rejectedQuerySchema,
    answer: rejectedPageSchema,
  },
  getRejectedOriginal: {
    method: 'get',
    path: '/v1/rejected/{id}/original',
    summary: 'What was sent, from the vault; each look is audited',
    access: { roles: ['operator', 'supervisor'] },
    params: rejectedParamsSchema,
    answer: rejectedOriginalSchema,
    audit: 'rejected.reveal',
  },
  postReplay: {
    method: 'post',
    path: '/v1/rejected/replay',
    summary: 'Take what was rejected through its door once more, after a fix',
    access: { roles: ['operator'] },
    body: replayBodySchema,
    answer: replayAnswerSchema,
  },
} as const satisfies Record<string, Route>
