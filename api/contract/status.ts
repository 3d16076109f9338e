import { z } from 'zod'
import { permissionSchema, roleSchema } from '../../domain/roles.ts'

/** `csrf` goes back in the header `x-csrf-token` with every write. */
export const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(roleSchema),
    permissions: z.array(permissionSchema),
    csrf: z.string().nullable(),
    mode: z.enum(['development', 'production']),
    bankZone: z.string(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof meSchema>

export const componentSchema = z
  .object({
    name: z.enum(['postgres', 'redis', 'kafka', 'temporal']),
    healthy: z.boolean(),
    /** Round trip of a small real request. */
    latency_ms: z.number().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Component' })
export type Component = z.infer<typeof componentSchema>

export const workerSchema = z
  .object({
    name: z.enum(['stream', 'opener', 'projector', 'rejected', 'capture', 'cases', 'outreach']),
    /** Processes that take this work now. One that cannot be asked about is not in the list. */
    running: z.int(),
  })
  .meta({ id: 'WorkerState' })
export type WorkerState = z.infer<typeof workerSchema>

export const countsSchema = z.object({
  rejected: z.int(),
  casesOpen: z.int(),
  casesOpened: z.int(),
  approvals: z.int(),
  messagesSent: z.int(),
  messagesDelivered: z.int(),
  outcomes: z.int(),
  labels: z.int(),
})

/** Bank instants. `history`: told so far; `first-look`: when every customer is looked at for the first time. */
const beginningSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('no-events') }),
  z.object({ state: z.literal('history'), until: z.iso.datetime() }),
  z.object({ state: z.literal('first-look'), at: z.iso.datetime() }),
])

export const statusSchema = z
  .object({
    /** A pretend staff decides, and bank days pass in seconds. */
    rehearsal: z.boolean(),
    mode: z.enum(['development', 'production']),
    bankTime: z.iso.datetime(),
    /** Bank events on Kafka that no state has folded yet; null while Kafka or Redis does not answer. */
    stream: z.object({ lag: z.int().nullable() }),
    /** What it waits for until the first customers are looked at; null from then on. */
    beginning: beginningSchema.nullable(),
    counts: countsSchema,
    components: z.array(componentSchema),
    workers: z.array(workerSchema),
    links: z.object({
      /** Temporal's Web UI, and in it the list of workflows, which takes a query. */
      temporal: z.url().nullable(),
      workflows: z.url().nullable(),
      phones: z.url().nullable(),
      docs: z.string(),
    }),
  })
  .meta({ id: 'Status' })
export type Status = z.infer<typeof statusSchema>

/** `fixed`: it cannot be moved, in production and before the bank has begun its first day. */
export const bankClockSchema = z
  .object({
    bankTime: z.iso.datetime(),
    wallTime: z.iso.datetime(),
    /** Bank seconds a wall second; 0 is paused. */
    speed: z.number(),
    zone: z.string(),
    fixed: z.boolean(),
  })
  .meta({ id: 'BankClock' })
export type BankClock = z.infer<typeof bankClockSchema>

export const SPEED_MAX = 100_000
const speed = z.number().min(0).max(SPEED_MAX)

/** `next-morning` jumps to the next 10:00 in the bank's zone. Once it is set, bank time never goes back. */
export const bankClockBodySchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('set'), at: z.iso.datetime().optional(), speed: speed.optional() }),
  z.strictObject({ action: z.literal('pause') }),
  z.strictObject({ action: z.literal('resume'), speed: speed.positive().optional() }),
  z.strictObject({ action: z.literal('next-morning') }),
])
export type BankClockBody = z.infer<typeof bankClockBodySchema>

/** One event of the stream `GET /v1/events/stream`; `id` is what changed (a case id), its `id:` line the sequence number. */
export const streamEventSchema = z
  .object({ type: z.string(), id: z.string(), version: z.int() })
  .meta({ id: 'StreamEvent' })
export type StreamEvent = z.infer<typeof streamEventSchema>

export const demoUserSchema = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  roles: z.array(roleSchema),
  permissions: z.array(permissionSchema),
})
export const demoUsersSchema = z.object({ users: z.array(demoUserSchema) })
export type DemoUser = z.infer<typeof demoUserSchema>

export const signOutAnswerSchema = z.object({ next: z.string() })
export const healthSchema = z.object({ status: z.enum(['ok', 'starting', 'failing']), detail: z.string() })
