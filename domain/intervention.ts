import { z } from 'zod'

/** What the plan would do to the customer; all but `message` and `referral` touch the contract. `none`: no plan; `monitor`: nothing is sent. */
export const actionKinds = [
  'contract_change',
  'date_change',
  'restriction',
  'referral',
  'message',
  'manual_review',
  'monitor',
] as const
export const actionKindSchema = z.enum(actionKinds)
export type ActionKind = z.infer<typeof actionKindSchema>

export const prioritySchema = z.enum(['URGENT', 'HIGH', 'MEDIUM', 'LOW'])
export type Priority = z.infer<typeof prioritySchema>

/** A cell of the matrix hardship × level (spec §4). */
export const interventionSchema = z.object({
  /** Stable id, `income-shock.high`. */
  id: z.string(),
  title: z.string(),
  kinds: z.array(actionKindSchema).min(1),
  priority: prioritySchema,
  sla_hours: z.number().positive(),
  /** Null where nothing is sent. */
  templateId: z.string().nullable(),
})
export type Intervention = z.infer<typeof interventionSchema>

const needsCredit: ReadonlySet<ActionKind> = new Set(['contract_change', 'date_change', 'restriction'])
const plain: ReadonlySet<ActionKind> = new Set(['message'])

/** Two different people for HIGH and for every kind but plain messages (spec §5). */
export const needsSecondApproval = (level: string, kinds: readonly ActionKind[]): boolean =>
  level === 'HIGH' || kinds.some((kind) => !plain.has(kind))

/** The second approver of a date change, contract change or restriction needs credit authority. */
export const needsCreditAuthority = (kinds: readonly ActionKind[]): boolean =>
  kinds.some((kind) => needsCredit.has(kind))
