import { z } from 'zod'
import type { PhoneMessage } from './record.ts'
import { messageResource } from './resource.ts'

const PAGE_SIZE_DEFAULT = 50
const PAGE_SIZE_MAX = 1000

const instant = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .optional()

/** What a list can be narrowed by: nothing else, so that a reference of the sender's own finds no message. */
export const filterSchema = z.object({
  To: z.string().optional(),
  From: z.string().optional(),
  DateSent: instant,
  'DateSent<': instant,
  'DateSent>': instant,
  PageSize: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  Page: z.coerce.number().int().min(0).default(0),
  /** The sid of the last message of the page before. */
  PageToken: z.string().optional(),
})
export type ListFilter = z.infer<typeof filterSchema>

/** One page of messages, the newest first. */
export function listPage(accountSid: string, messages: readonly PhoneMessage[], filter: ListFilter) {
  const found = messages.filter((message) => matches(message, filter)).reverse()
  const after = filter.PageToken ? found.findIndex((message) => message.sid === filter.PageToken) + 1 : 0
  const page = found.slice(after, after + filter.PageSize)
  const last = page.at(-1)
  const more = after + page.length < found.length && last !== undefined
  const address = (number: number, token?: string) => addressOf(accountSid, filter, number, token)
  return {
    first_page_uri: address(0),
    next_page_uri: more ? address(filter.Page + 1, last.sid) : null,
    previous_page_uri: null,
    uri: address(filter.Page, filter.PageToken),
    page: filter.Page,
    page_size: filter.PageSize,
    start: after,
    end: Math.max(after, after + page.length - 1),
    messages: page.map((message) => messageResource(accountSid, message)),
  }
}

/** A message that is not sent yet counts by when it was accepted. */
function matches(message: PhoneMessage, filter: ListFilter): boolean {
  const sent_ms = Date.parse(message.sentAt ?? message.acceptedAt)
  const on = filter.DateSent
  return (
    (!filter.To || message.to === filter.To) &&
    (!filter.From || message.from === filter.From) &&
    (!on || new Date(sent_ms).toISOString().slice(0, 10) === new Date(on).toISOString().slice(0, 10)) &&
    (!filter['DateSent<'] || sent_ms <= Date.parse(filter['DateSent<'])) &&
    (!filter['DateSent>'] || sent_ms >= Date.parse(filter['DateSent>']))
  )
}

function addressOf(accountSid: string, filter: ListFilter, page: number, token?: string): string {
  const query = new URLSearchParams({ PageSize: String(filter.PageSize), Page: String(page) })
  for (const name of ['To', 'From', 'DateSent', 'DateSent<', 'DateSent>'] as const) {
    const value = filter[name]
    if (value) query.set(name, value)
  }
  if (token) query.set('PageToken', token)
  return `/2010-04-01/Accounts/${accountSid}/Messages.json?${query}`
}
