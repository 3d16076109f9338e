import { z } from 'zod'
import type { NetworkRequest } from './network.ts'
import { twilioErrors, type TwilioError } from './twilio-errors.ts'

const BODY_CHARACTERS_MAX = 1600
const TWIML_CHARACTERS_MAX = 4000
const WHATSAPP = 'whatsapp:'

/** The words of approved content by its sid, with `{{1}}` for its variables; null for one that nobody registered. */
export type ContentOf = (sid: string) => string | null
export type Read = { request: NetworkRequest } | { error: TwilioError }

const text = z.string().default('')
const messageFormSchema = z.object({
  To: z.string().trim().default(''),
  From: z.string().trim().default(''),
  Body: text,
  ContentSid: text,
  ContentVariables: text,
  StatusCallback: text,
})

/** Checks a form as the API does, in its order: the first fault is the answer. */
export function readMessage(form: unknown, contentOf: ContentOf): Read {
  const parsed = messageFormSchema.safeParse(form ?? {})
  if (!parsed.success) return { error: twilioErrors.toRequired() }
  const { To: to, From: from, ContentSid: sid, StatusCallback: callback } = parsed.data
  const content = sid ? contentOf(sid) : null
  if (sid && content === null) return { error: twilioErrors.unknownContent(sid) }
  const body = content === null ? parsed.data.Body : rendered(content, parsed.data.ContentVariables)
  const fault = faultOf(to, from, callback) ?? bodyFaultOf(body)
  const medium = to.startsWith(WHATSAPP) ? 'whatsapp' : 'sms'
  return fault ? { error: fault } : { request: { medium, to, from, body, statusCallback: callback || null } }
}

const callFormSchema = z.object({
  To: z.string().trim().default(''),
  From: z.string().trim().default(''),
  Twiml: text,
  StatusCallback: text,
})

/** A call whose words come with it. */
export function readCall(form: unknown): Read {
  const parsed = callFormSchema.safeParse(form ?? {})
  if (!parsed.success) return { error: twilioErrors.toRequired() }
  const { To: to, From: from, Twiml: body, StatusCallback: callback } = parsed.data
  const fault = faultOf(to, from, callback) ?? twimlFaultOf(body)
  return fault
    ? { error: fault }
    : { request: { medium: 'voice', to, from, body, statusCallback: callback || null } }
}

function faultOf(to: string, from: string, callback: string): TwilioError | null {
  if (!to) return twilioErrors.toRequired()
  if (!from) return twilioErrors.fromRequired()
  if (!isNumber(to)) return twilioErrors.invalidTo(to)
  if (!isNumber(from) && !isSenderName(from)) return twilioErrors.invalidFrom(from)
  // One channel speaks to itself: a WhatsApp address does not send to a number.
  if (from.startsWith(WHATSAPP) !== to.startsWith(WHATSAPP)) return twilioErrors.invalidFrom(from)
  if (to === from) return twilioErrors.sameNumber()
  if (callback && !isWebAddress(callback)) return twilioErrors.invalidCallback(callback)
  return null
}

function bodyFaultOf(body: string): TwilioError | null {
  if (!body) return twilioErrors.bodyRequired()
  return [...body].length > BODY_CHARACTERS_MAX ? twilioErrors.bodyTooLong() : null
}

function twimlFaultOf(twiml: string): TwilioError | null {
  if (!twiml) return twilioErrors.noTwiml()
  return [...twiml].length > TWIML_CHARACTERS_MAX ? twilioErrors.twimlTooLong() : null
}

const variablesSchema = z.record(z.string(), z.string())

function rendered(content: string, variables: string): string {
  const values = variables ? variablesSchema.parse(JSON.parse(variables)) : {}
  return content.replace(/\{\{(\d+)\}\}/g, (whole, name: string) => values[name] ?? whole)
}

/** E.164, on WhatsApp behind its prefix. */
const isNumber = (address: string): boolean => /^(whatsapp:)?\+[1-9]\d{6,14}$/.test(address)
/** Alphanumeric sender, or a short code. */
const isSenderName = (sender: string): boolean =>
  /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/.test(sender) || /^\d{3,8}$/.test(sender)

function isWebAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:')
}
