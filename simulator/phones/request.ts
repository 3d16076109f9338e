import { z } from 'zod'
import { twilioErrors, type TwilioError } from './twilio-errors.ts'

const BODY_CHARACTERS_MAX = 1600

/** What is asked for, once it is known to be sound. */
export type MessageRequest = { to: string; from: string; body: string; statusCallback: string | null }

const formSchema = z.object({
  To: z.string().trim().default(''),
  From: z.string().trim().default(''),
  Body: z.string().default(''),
  StatusCallback: z.string().default(''),
})

/** Checks a form as the API does, in its order: the first fault is the answer. */
export function readRequest(form: unknown): { request: MessageRequest } | { error: TwilioError } {
  const parsed = formSchema.safeParse(form ?? {})
  if (!parsed.success) return { error: twilioErrors.toRequired() }
  const { To: to, From: from, Body: body, StatusCallback: callback } = parsed.data
  const fault = faultOf(to, from, body, callback)
  return fault ? { error: fault } : { request: { to, from, body, statusCallback: callback || null } }
}

function faultOf(to: string, from: string, body: string, callback: string): TwilioError | null {
  if (!to) return twilioErrors.toRequired()
  if (!from) return twilioErrors.fromRequired()
  if (!isNumber(to)) return twilioErrors.invalidTo(to)
  if (!isNumber(from) && !isSenderName(from)) return twilioErrors.invalidFrom(from)
  if (to === from) return twilioErrors.sameNumber()
  if (!body) return twilioErrors.bodyRequired()
  if ([...body].length > BODY_CHARACTERS_MAX) return twilioErrors.bodyTooLong()
  if (callback && !isWebAddress(callback)) return twilioErrors.invalidCallback(callback)
  return null
}

/** E.164. */
const isNumber = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text)
/** Alphanumeric sender, or a short code. */
const isSenderName = (text: string): boolean =>
  /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/.test(text) || /^\d{3,8}$/.test(text)

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:')
}
