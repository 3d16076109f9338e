import type { Contact } from '../domain/contact.ts'
import type { MessageChannel, PlanStep } from '../domain/plan.ts'
import type { Outgoing } from '../domain/provider.ts'
import { textKeyOf } from '../policies/text-key.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import type { DispatchIntent } from '../stores/postgres/dispatch.ts'
import { registrationsOf } from '../stores/postgres/registrations.ts'
import { fillText } from './fill-text.ts'

const callbackPaths: Readonly<Record<MessageChannel, string>> = {
  sms: '/v1/callbacks/twilio/status',
  whatsapp: '/v1/callbacks/twilio/status',
  voice: '/v1/callbacks/twilio/call',
  // A mail server calls nobody back.
  email: '/v1/callbacks/twilio/status',
}

type Filled = {
  step: PlanStep
  to: string
  text: string
  content: Outgoing['content']
  intent: Pick<DispatchIntent, 'reference' | 'dispatchKey'>
}

/** A step as the provider is asked to bring it. Our reference travels only in the addresses that come back to us. */
export const outgoing = (publicUrl: string, { step, to, text, content, intent }: Filled): Outgoing => ({
  ...{ to, from: step.sender, text, subject: step.subject ?? null, language: step.language, content },
  stepKey: intent.dispatchKey,
  callbackUrl: `${publicUrl}${callbackPaths[step.channel]}?ref=${intent.reference}`,
  unsubscribeUrl: `${publicUrl}/unsubscribe/${intent.reference}`,
})

/**
 * The approved content that renders to a WhatsApp step's words; null for other channels, for a worker's own words and
 * where none is registered. Those go as free text, which the gate lets pass only within a conversation.
 */
export async function contentFor(
  db: Queryable,
  country: string,
  step: PlanStep,
  contact: Contact,
): Promise<Outgoing['content']> {
  if (step.channel !== 'whatsapp' || step.edit) return null
  const registered = await registrationsOf(db, country, step.channel)
  const content = registered.find(({ kind, value }) => kind === 'template' && value === textKeyOf(step))
  return content ? { sid: content.registeredId, variables: { 1: fillText('{{first_name}}', contact) } } : null
}
