import { z } from 'zod'
import { tokenSchema } from '../../domain/ids.ts'
import { messageChannelSchema } from '../../domain/plan.ts'
import { caseParamsSchema } from './cases.ts'
import type { Route } from './route.ts'

const by = z.enum(['freephone', 'link', 'branch', 'letter', 'call'])
/** By the bank's own id, or by the token where a member of staff was told. */
export const optOutBodySchema = z.union([
  z.strictObject({ customerId: z.string().min(1).max(128), by }),
  z.strictObject({ customer: tokenSchema, by }),
])

/** What a customer wrote. Bank time. */
export const replySchema = z
  .object({
    id: z.uuid(),
    channel: messageChannelSchema,
    kind: z.enum(['stop', 'start', 'help', 'text']),
    /** The words; null for who may not read them, and once they are erased. */
    text: z.string().nullable(),
    /** The case that was open then. */
    caseId: z.string().nullable(),
    /** Was the fixed confirmation or help given in answer? */
    answered: z.boolean(),
    receivedAt: z.iso.datetime(),
  })
  .meta({ id: 'Reply' })
export type CustomerReply = z.infer<typeof replySchema>

const signed = { open: 'the request is verified by its signature' }
const form = z.record(z.string(), z.string())

/** What comes from customers and from the phone network. */
export const contactRoutes = {
  postTwilioStatus: {
    method: 'post',
    path: '/v1/callbacks/twilio/status',
    summary: 'Delivery status of a message, signed by the phone network',
    access: signed,
    body: form,
    form: true,
    answer: z.object({}),
  },
  postTwilioCall: {
    method: 'post',
    path: '/v1/callbacks/twilio/call',
    summary: 'Status of a call, signed by the phone network',
    access: signed,
    body: form,
    form: true,
    answer: z.object({}),
  },
  postTwilioInbound: {
    method: 'post',
    path: '/v1/callbacks/twilio/inbound',
    summary: 'What a customer wrote, signed by the phone network; answered in TwiML',
    access: signed,
    body: form,
    form: true,
    mediaType: 'text/xml',
  },
  postOptOut: {
    method: 'post',
    path: '/v1/opt-outs',
    summary: 'The customer wants no more messages: told by the freephone, a branch, a letter or a call',
    access: { roles: ['bank_system', 'case_worker', 'supervisor'] },
    body: optOutBodySchema,
    answer: z.object({ customer: tokenSchema }),
  },
  listReplies: {
    method: 'get',
    path: '/v1/cases/{id}/replies',
    summary: 'What the customer of a case wrote, the newest first',
    access: { roles: ['case_worker', 'supervisor', 'auditor'] },
    params: caseParamsSchema,
    answer: z.object({ replies: z.array(replySchema) }),
    audit: 'case.replies.read',
  },
} as const satisfies Record<string, Route>
