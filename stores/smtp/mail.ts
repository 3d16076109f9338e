import { createTransport, type Transporter } from 'nodemailer'
import type { SMTPPoolOptions } from 'nodemailer'
import { sha256 } from '../../domain/hash.ts'
import type { Outgoing, Provider, SendResult } from '../../domain/provider.ts'
import { actionOfCode } from '../codes.ts'

const CONNECT_TIMEOUT_MS = 10_000
const ANSWER_TIMEOUT_MS = 20_000
const CONNECTIONS_MAX = 4

/**
 * E-mail over any SMTP server, `smtp://user:password@host:587` or `smtps://…`. It keeps no list and tells nothing
 * afterwards: taken is all that is ever known, and a break after DATA stays unknown.
 */
export function openMail(url: string): Provider & { close: () => void } {
  const options: SMTPPoolOptions = {
    ...{ url, pool: true, maxConnections: CONNECTIONS_MAX },
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
  }
  const transport = createTransport(options)
  return {
    tellsDelivery: false,
    send: (message) => sendOnce(transport, message),
    list: () => Promise.resolve([]),
    listBetween: () => Promise.resolve([]),
    read: () => Promise.resolve(null),
    close: () => transport.close(),
  }
}

async function sendOnce(transport: Transporter, message: Outgoing): Promise<SendResult> {
  const messageId = messageIdOf(message)
  try {
    await transport.sendMail({ ...mailOf(message), messageId })
    return { is: 'accepted', providerId: messageId, status: 'sent' }
  } catch (error) {
    return resultOfMailError(error)
  }
}

/** The same step always has the same id: a receiver drops a double. RFC 5322 section 3.6.4. */
export const messageIdOf = ({ stepKey, from }: Pick<Outgoing, 'stepKey' | 'from'>): string =>
  `<${sha256(stepKey)}@${from.split('@').at(-1)?.replace('>', '') ?? 'localhost'}>`

/** One click in the reader's own program ends such messages. RFC 8058. */
const mailOf = ({ to, from, subject, text, language, unsubscribeUrl }: Outgoing) => ({
  ...{ to, from, text, subject: subject ?? '' },
  headers: {
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Content-Language': language,
    'Auto-Submitted': 'auto-generated',
  },
})

/** How far the talk had come when it failed, as nodemailer says it: up to here no word of the message was sent. */
const BEFORE_DATA = /^(CONN|EHLO|HELO|STARTTLS|AUTH.*|MAIL FROM|RCPT TO)$/

/** A numbered answer is a refusal, whenever it comes; silence once DATA has begun leaves it open. */
export function resultOfMailError(error: unknown): SendResult {
  const { responseCode, code, command } = (error ?? {}) as {
    responseCode?: unknown
    code?: unknown
    command?: unknown
  }
  if (typeof responseCode === 'number' && responseCode >= 400) return refused(`smtp-${responseCode}`)
  if (typeof command === 'string' && BEFORE_DATA.test(command)) return refused('smtp-not-connected')
  return { is: 'unknown', code: typeof code === 'string' ? code : null }
}

const refused = (code: string): SendResult => ({ is: 'refused', code, action: actionOfCode(code) })
