import { z } from 'zod'
import type { PhoneMessage } from './record.ts'

const PAGE_SIZE_DEFAULT = 50
const PAGE_SIZE_MAX = 1000

const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .optional()

const paging = {
  To: z.string().optional(),
  From: z.string().optional(),
  PageSize: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  Page: z.coerce.number().int().min(0).default(0),
  /** The sid of the last one of the page before. */
  PageToken: z.string().optional(),
}

/** What a list can be narrowed by: nothing else, so that a reference of the sender's own finds no message. */
export const listKinds = {
  Messages: {
    filter: z.object({ ...paging, DateSent: instant, 'DateSent<': instant, 'DateSent>': instant }),
    date: 'DateSent',
  },
  Calls: {
    filter: z.object({ ...paging, StartTime: instant, 'StartTime<': instant, 'StartTime>': instant }),
    date: 'StartTime',
  },
} as const
export type ListKind = keyof typeof listKinds
/** By names: `DateSent`, or `StartTime` of calls, with `<` and `>`. */
export type ListFilter = { PageSize: number; Page: number } & Record<string, string | number | undefined>

/** One page, the newest first. */
export function listPage(
  kind: ListKind,
  accountSid: string,
  messages: readonly PhoneMessage[],
  filter: ListFilter,
) {
  const found = messages.filter((message) => matches(kind, message, filter)).reverse()
  const after = filter['PageToken'] ? found.findIndex(({ sid }) => sid === filter['PageToken']) + 1 : 0
  const rows = found.slice(after, after + filter.PageSize)
  const last = rows.at(-1)
  const more = after + rows.length < found.length && last !== undefined
  const address = (number: number, token?: string) => addressOf(kind, accountSid, filter, number, token)
  const page = {
    first_page_uri: address(0),
    next_page_uri: more ? address(filter.Page + 1, last.sid) : null,
    previous_page_uri: null,
    uri: address(filter.Page, filter['PageToken'] as string | undefined),
    page: filter.Page,
    page_size: filter.PageSize,
    start: after,
    end: Math.max(after, after + rows.length - 1),
  }
  return { page, rows }
}

/** One that is not sent yet counts by when it was accepted. */
function matches(kind: ListKind, message: PhoneMessage, filter: ListFilter): boolean {
  const { date } = listKinds[kind]
  const sent_ms = Date.parse(message.sentAt ?? message.acceptedAt)
  const at = (name: string): number | null => (filter[name] ? Date.parse(String(filter[name])) : null)
  const [on, before, since] = [at(date), at(`${date}<`), at(`${date}>`)]
  const day = (time_ms: number): string => new Date(time_ms).toISOString().slice(0, 10)
  return (
    (!filter['To'] || message.to === filter['To']) &&
    (!filter['From'] || message.from === filter['From']) &&
    (on === null || day(sent_ms) === day(on)) &&
    (before === null || sent_ms <= before) &&
    (since === null || sent_ms >= since)
  )
}

function addressOf(
  kind: ListKind,
  accountSid: string,
  filter: ListFilter,
  page: number,
  token?: string,
): string {
  const { date } = listKinds[kind]
  const query = new URLSearchParams({ PageSize: String(filter.PageSize), Page: String(page) })
  for (const name of ['To', 'From', date, `${date}<`, `${date}>`])
    if (filter[name]) query.set(name, String(filter[name]))
  if (token) query.set('PageToken', token)
  return `/2010-04-01/Accounts/${accountSid}/${kind}.json?${query}`
}
