import { messageChannels, type MessageChannel } from '../domain/plan.ts'
import type { Provider } from '../domain/provider.ts'
import type { Environment } from '../stores/environment.ts'
import { openMail } from '../stores/smtp/mail.ts'
import { openCalls } from '../stores/twilio/calls.ts'
import { openTwilio } from '../stores/twilio/client.ts'
import { openMessages } from '../stores/twilio/messages.ts'

export const senderVariables = [
  'TWILIO_FROM',
  'TWILIO_WHATSAPP_FROM',
  'TWILIO_VOICE_FROM',
  'SMTP_FROM',
] as const
export const accountVariables = [
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_API_URL',
  'SMTP_URL',
] as const

/** Who sends, by channel. */
export function sendersOf(
  environment: Environment<(typeof senderVariables)[number]>,
): Partial<Record<MessageChannel, string>> {
  const senders = {
    sms: environment.TWILIO_FROM,
    whatsapp: environment.TWILIO_WHATSAPP_FROM,
    voice: environment.TWILIO_VOICE_FROM,
    email: environment.SMTP_FROM,
  }
  return Object.fromEntries(
    messageChannels.flatMap((channel) => (senders[channel] ? [[channel, senders[channel]]] : [])),
  )
}

export type Providers = { providers: Partial<Record<MessageChannel, Provider>>; close: () => void }

/** Who brings the messages of each channel. */
export function openProviders(environment: Environment<(typeof accountVariables)[number]>): Providers {
  const client = openTwilio({
    accountSid: environment.TWILIO_ACCOUNT_SID,
    authToken: environment.TWILIO_AUTH_TOKEN,
    apiUrl: environment.TWILIO_API_URL,
  })
  const mail = environment.SMTP_URL ? openMail(environment.SMTP_URL) : null
  return {
    providers: {
      sms: openMessages(client, 'sms'),
      whatsapp: openMessages(client, 'whatsapp'),
      voice: openCalls(client),
      ...(mail && { email: mail }),
    },
    close: () => mail?.close(),
  }
}
