import { z } from 'zod'
import { daysBetween, type LocalDate } from '../domain/calendar.ts'
import { actionKindSchema, type ActionKind } from '../domain/intervention.ts'
import { taskQueueSchema } from '../domain/task.ts'

const common = { source: z.string(), status: z.enum(['in-force', 'bank-policy', 'unconfirmed']) }

const dutySchema = z.strictObject({
  ...common,
  id: z.string().regex(/^[a-z]{2}(\.[a-z0-9-]+)+$/),
  /** What a person must do, and by when. */
  task: z.string(),
  kinds: z.array(actionKindSchema).min(1),
  queue: taskQueueSchema,
  due_days: z.int().min(1).max(366),
})

/** Arrears by the day: day 1 is the due date's own end of day. */
const bandSchema = z.strictObject({ id: z.string(), from_day: z.int().min(1) })

export const dutiesSchema = z.strictObject({
  /** What follows from an approved action of these kinds. */
  duties: z.array(dutySchema),
  bands: z.strictObject({ ...common, list: z.array(bandSchema).min(1) }),
  records: z.strictObject({
    ...common,
    /** Decisions, verdicts and logs are kept at least so long. */
    retention_days: z.int().min(1),
    breach_report_hours: z.int().min(1),
    /** Where the data lies; null where the law does not bind it to a country. */
    residency: z.string().length(2).nullable(),
    consent_version: z.string(),
    notice_languages: z.array(z.string().length(2)).min(1),
    erasure: z.enum(['key-destruction']),
    /** No decision about a person rests on a score alone, and a person can contest it. */
    auto_decide: z.literal(false),
    contest: z.string(),
  }),
})
export type Duty = z.infer<typeof dutySchema>
/** The part of a pack that is asked here. */
type WithDuties = { documents: { duties: z.infer<typeof dutiesSchema> } }

/** What an approved action asks of people besides the message. */
export const dutiesOf = ({ documents: { duties } }: WithDuties, kinds: readonly ActionKind[]): Duty[] =>
  duties.duties.filter((duty) => duty.kinds.some((kind) => kinds.includes(kind)))

/** The band of an amount unpaid at the end of that day; null while it is not overdue. */
export function bandOf(
  { documents: { duties } }: WithDuties,
  dueDate: LocalDate,
  endOf: LocalDate,
): string | null {
  const day = daysBetween(dueDate, endOf) + 1
  return duties.bands.list.findLast(({ from_day }) => day >= from_day)?.id ?? null
}
