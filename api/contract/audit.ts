import { z } from 'zod'
import { caseIdSchema, sha256Schema } from '../../domain/ids.ts'
import { personSchema } from './cases.ts'
import { PAGE_ROWS_DEFAULT, PAGE_ROWS_MAX } from './route.ts'

const filters = {
  /** A case id or a customer's token. */
  subject: z.string().trim().min(1).max(64).optional(),
  actor: z.string().trim().min(1).max(64).optional(),
  action: z
    .string()
    .regex(/^[a-z.-]{1,60}$/)
    .optional(),
  /** Whole days in the bank's zone, of wall time. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
}

export const auditQuerySchema = z.strictObject({
  ...filters,
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_ROWS_MAX).default(PAGE_ROWS_DEFAULT),
})
export type AuditQuery = z.infer<typeof auditQuerySchema>
export const auditExportQuerySchema = z.strictObject(filters)

export const auditRowSchema = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    by: personSchema,
    action: z.string(),
    subject: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditRow' })
export type AuditRow = z.infer<typeof auditRowSchema>

export const auditPageSchema = z
  .object({ rows: z.array(auditRowSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditPage' })
export type AuditPage = z.infer<typeof auditPageSchema>

/** The raw record of a case: what was stored, byte for byte verified, beside the events that the product published. */
export const caseRecordSchema = z
  .object({
    caseId: caseIdSchema,
    evidences: z.array(
      z.object({ version: z.int(), hash: sha256Schema, at: z.iso.datetime(), body: z.unknown() }),
    ),
    plans: z.array(z.object({ version: z.int(), hash: sha256Schema, at: z.iso.datetime() })),
    events: z.array(
      z.object({ seq: z.int(), at: z.iso.datetime(), type: z.string(), version: z.int(), body: z.unknown() }),
    ),
    audit: z.array(auditRowSchema),
    /** The sealed history; null while the case is open. */
    seal: z.object({ sha256: sha256Schema, sealedAt: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'CaseRecord' })
export type CaseRecord = z.infer<typeof caseRecordSchema>

/** The events of a case's workflow, oldest first, as Temporal or the seal keeps them: references and codes, no identifier. */
export const caseHistorySchema = z
  .object({
    caseId: caseIdSchema,
    /** `sealed`: from the archive, held against its hash; `temporal`: as it stands now. */
    source: z.enum(['sealed', 'temporal']),
    events: z.array(
      z.object({
        /** 1 for the first run; a long case goes on in another. */
        run: z.int(),
        id: z.int(),
        at: z.iso.datetime(),
        /** Temporal's own name, such as `ACTIVITY_TASK_SCHEDULED`. */
        type: z.string(),
        /** Of the activity, signal, update or timer, where the event is about one. */
        name: z.string().nullable(),
        details: z.unknown(),
      }),
    ),
    /** Events beyond the limit of one answer. */
    left: z.int(),
  })
  .meta({ id: 'CaseHistory' })
export type CaseHistory = z.infer<typeof caseHistorySchema>

export const caseRecordParamsSchema = z.object({ id: caseIdSchema })
