import { randomBytes, randomUUID } from 'node:crypto'
import { postUntilHeard } from './callback.ts'
import type { Delivery } from './delivery.ts'
import { behaviourOf } from './numbers.ts'
import type { PhoneMessage } from './record.ts'

/** What a customer types on a phone: on SMS or WhatsApp, to one of the sender's numbers. */
export type Typed = { medium: 'sms' | 'whatsapp'; from: string; to: string; body: string }

/** Writes down what a customer sent. */
export function receive({ write, now }: Pick<Delivery, 'write' | 'now'>, typed: Typed): string {
  const sid = `SM${randomBytes(16).toString('hex')}`
  const fixed = { statusCallback: null, direction: 'inbound', subject: null, unsubscribe: null } as const
  write({ kind: 'accepted', at: now(), sid, ...typed, ...fixed })
  return sid
}

/**
 * Brings it to the address that the number's owner has named, and sends what is answered in TwiML. A number that ends in
 * 0006 is told of twice. https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export async function bringInbound(
  delivery: Delivery,
  message: PhoneMessage,
  inboundUrl: string,
  reply: (body: string) => void,
): Promise<void> {
  const { account, signal } = delivery
  const parameters = parametersOf(account.sid, message)
  const post = { account, url: inboundUrl, parameters, idempotencyToken: randomUUID(), signal }
  const times = behaviourOf(message.from).callbacks === 'disorder' ? 2 : 1
  for (let time = 0; time < times; time++) {
    const answer = await postUntilHeard(post, (attempt, answered) =>
      delivery.write({
        ...{ kind: 'callback', at: delivery.now(), sid: message.sid, status: 'received' },
        ...{ attempt, answer: answered },
      }),
    )
    for (const body of repliesIn(answer ?? '')) reply(body)
  }
}

const parametersOf = (accountSid: string, { sid, from, to, body }: PhoneMessage) => ({
  AccountSid: accountSid,
  ApiVersion: '2010-04-01',
  ...{ MessageSid: sid, SmsMessageSid: sid, SmsSid: sid, SmsStatus: 'received' },
  ...{ From: from, To: to, Body: body, NumMedia: '0', NumSegments: '1' },
})

const unescaped: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** The texts of `<Response><Message>…</Message></Response>`. */
const repliesIn = (twiml: string): string[] =>
  [...twiml.matchAll(/<Message>([^<]*)<\/Message>/g)].map(([, text = '']) =>
    text.replace(/&(?:amp|lt|gt);/g, (entity) => unescaped[entity] ?? entity),
  )
