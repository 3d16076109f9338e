import { z } from 'zod'
import { caseIdSchema, tokenSchema } from './ids.ts'

/** Who looks at it. */
export const taskQueues = ['cases', 'specialist', 'supervisors', 'operations', 'policy'] as const
export const taskQueueSchema = z.enum(taskQueues)
export type TaskQueue = z.infer<typeof taskQueueSchema>

export const taskKinds = ['blocked', 'vulnerable', 'duty', 'hold-review', 'reply', 'case-repair'] as const
export const taskKindSchema = z.enum(taskKinds)
export type TaskKind = z.infer<typeof taskKindSchema>

/** Something that a person must not forget. `rule` says why; due in bank time. */
export const taskSchema = z.object({
  id: z.uuid(),
  kind: taskKindSchema,
  queue: taskQueueSchema,
  rule: z.string(),
  customer: tokenSchema,
  caseId: caseIdSchema.nullable(),
  createdAt: z.iso.datetime(),
  dueAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
  doneBy: z.string().nullable(),
})
export type Task = z.infer<typeof taskSchema>
