import { z } from 'zod'
import { bankTimeAt } from '../../domain/bank-time.ts'
import { isHeard, mayConfirm, readReply, type Reply } from '../../policies/inbound.ts'
import type { Pack } from '../../policies/pack.ts'
import { isKnownInbound, isStopConfirmed } from '../../stores/postgres/inbound-messages.ts'
import { standingSwitches } from '../../stores/postgres/kill-switches.ts'
import type { Handlers } from '../http/handler.ts'
import { validate } from '../http/validate.ts'
import { keepFrom, tellOf, type InboundDeps, type Received } from './inbound-keep.ts'
import { checkSignature } from './twilio-signature.ts'

const BODY_CHARACTERS_MAX = 10_000
const WHATSAPP = 'whatsapp:'

const formSchema = z.object({
  MessageSid: z.string().min(1).max(64),
  From: z.string().min(1).max(64),
  Body: z.string().max(BODY_CHARACTERS_MAX).default(''),
  /** Only where the provider reads keywords itself. */
  OptOutType: z.enum(['STOP', 'START', 'HELP']).optional(),
})

/**
 * What a customer wrote: STOP ends messages at once, words go to the case and its worker. The answer is TwiML, so that the
 * network sends the one fixed confirmation, and at most once: a message told twice is answered with nothing.
 */
export const inboundHandlers = (deps: InboundDeps): Pick<Handlers, 'postTwilioInbound'> => ({
  postTwilioInbound: async ({ request, response, body }) => {
    checkSignature(deps, request, body)
    const form = validate(formSchema, body, 'body')
    const received = await receivedOf(deps, form)
    const answer = received === null ? null : await takeIn(deps, received)
    response.status(200).type('text/xml').send(twiml(answer))
  },
})

type Form = z.output<typeof formSchema>

/** Null where it was told before. */
async function receivedOf(deps: InboundDeps, form: Form): Promise<Received | null> {
  const { database, settings, packs, clock } = deps
  if (await isKnownInbound(database, form.MessageSid)) return null
  const pack = await packs.inForce(settings.pack)
  const channel = form.From.startsWith(WHATSAPP) ? 'whatsapp' : 'sms'
  const reply = form.OptOutType ? optOutTypes[form.OptOutType] : readReply(pack, form.Body)
  const customers = await deps.vault.customersAt(form.From.replace(WHATSAPP, ''))
  const now_ms = bankTimeAt(clock.current(), Date.now())
  return { providerId: form.MessageSid, customers, channel, reply, text: form.Body, pack, now_ms }
}

const optOutTypes = { STOP: 'stop', START: 'start', HELP: 'help' } as const satisfies Record<string, Reply>

/** Keeps it, tells the case, and gives what is answered; null for nothing. */
async function takeIn(deps: InboundDeps, received: Received): Promise<string | null> {
  const answer = await answerOf(deps, received)
  const kept = await keepFrom(deps, received, answer !== null)
  if (kept.length === 0) return null
  await tellOf(deps, received, kept)
  return answer
}

async function answerOf(
  { database, vault }: InboundDeps,
  { pack, channel, reply, customers, now_ms }: Received,
): Promise<string | null> {
  const [customer] = customers
  if (!customer || !isHeard(pack, channel) || (await isSilenced(database, channel, pack))) return null
  const language = (await vault.readContact(customer))?.language ?? null
  const { confirmation, help } = pack.documents.inbound
  if (reply === 'help') return inLanguage(pack, help, language)
  if (reply !== 'stop') return null
  const confirmedBefore = await isStopConfirmed(database, customer)
  if (!mayConfirm(pack, { received_ms: now_ms, now_ms, confirmedBefore })) return null
  return inLanguage(pack, confirmation.texts, language)
}

/** A kill switch stops these too. */
async function isSilenced(
  database: InboundDeps['database'],
  channel: Received['channel'],
  pack: Pack,
): Promise<boolean> {
  const own = { global: '*', country: pack.ref.id, channel, template: null }
  return (await standingSwitches(database)).some(({ scope, value }) => own[scope] === value)
}

const inLanguage = (pack: Pack, texts: Record<string, string>, language: string | null): string | null =>
  texts[language ?? ''] ?? texts[pack.documents.templates.wording.fallback_language] ?? null

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** https://www.twilio.com/docs/messaging/twiml */
export const twiml = (message: string | null): string => {
  const escaped = message?.replace(/[&<>]/g, (character) => entities[character] ?? '')
  const inner = escaped === undefined ? '' : `<Message>${escaped}</Message>`
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`
}
