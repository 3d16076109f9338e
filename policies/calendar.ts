import { z } from 'zod'
import { localDateSchema, type LocalDate } from '../domain/calendar.ts'

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const datedSchema = z.strictObject({ date: localDateSchema, title: z.string(), source: z.string() })

/** The bank's own working time: what SLAs run on, and the days on which nothing is sent. */
export const calendarSchema = z.strictObject({
  source: z.string(),
  /** 0 = Sunday … 6 = Saturday. */
  weekend: z.array(z.int().min(0).max(6)),
  working_hours: z
    .tuple([clockTimeSchema, clockTimeSchema])
    .refine(([from, until]) => from < until, 'they must begin before they end'),
  /** No business days. */
  holidays: z.array(datedSchema),
  /** Sensitive occasions: nothing is sent on them. */
  blackouts: z.array(datedSchema),
})

/** The part of a pack that is asked here. */
type WithCalendar = { documents: { pack: { zone: string }; calendar: z.infer<typeof calendarSchema> } }

export type BankCalendar = {
  zone: string
  weekend: readonly number[]
  workingHours: readonly [string, string]
  holidays: ReadonlySet<LocalDate>
  blackouts: ReadonlySet<LocalDate>
}

/** The calendar of a pack, in the shape that deadlines and windows are counted with. */
export function calendarOf({ documents: { pack, calendar } }: WithCalendar): BankCalendar {
  return {
    zone: pack.zone,
    weekend: calendar.weekend,
    workingHours: calendar.working_hours,
    holidays: new Set(calendar.holidays.map(({ date }) => date)),
    blackouts: new Set(calendar.blackouts.map(({ date }) => date)),
  }
}
