import { z } from 'zod'

/** One wrong place in a request: where, what, and how to put it right. */
export const fieldErrorSchema = z.object({
  /** Position in the batch; absent where there is no batch. */
  index: z.int().optional(),
  field: z.string(),
  reason: z.string(),
  fix: z.string(),
})
export type FieldError = z.infer<typeof fieldErrorSchema>

/** Problem details (RFC 9457). `reason` is a stable kebab-case word that programs may test; `detail` is for people. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    reason: z.string(),
    field: z.string().optional(),
    fix: z.string().optional(),
    errors: z.array(fieldErrorSchema).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>
