import { smsSegments } from '../../domain/text/segments.ts'
import type { PhoneMessage } from './record.ts'

/** Phones and messages that the page shows; the log holds the rest. */
const PHONES_SHOWN_MAX = 60
const MESSAGES_SHOWN_MAX = 30

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '')

/** The whole page: what the customers would see on their phones. */
export const pageHtml = (messages: readonly PhoneMessage[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Phones · the pretend network</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phones.css">
<script src="/phones.js" defer></script>
</head>
<body>
<header>
<div><h1>Phones</h1><p>What the customers see: messages, calls and mails. This network is pretend: nothing leaves this machine.</p></div>
<p id="live" role="status" data-state="connecting">connecting</p>
</header>
<main id="phones">
${phonesHtml(messages)}
</main>
</body>
</html>
`

/** The part that changes: counts, then a card a phone, the one with the newest message first. */
export function phonesHtml(messages: readonly PhoneMessage[]): string {
  if (messages.length === 0) {
    return '<p class="empty"><strong>No message yet.</strong> When a case is approved and its ten seconds are over, the text appears here.</p>'
  }
  const newestFirst = messages.toReversed()
  const phones = [...Map.groupBy(newestFirst, customerOf)]
  const hidden = phones.length - PHONES_SHOWN_MAX
  return [
    countsHtml(messages, phones.length),
    '<div class="phones">',
    ...phones.slice(0, PHONES_SHOWN_MAX).map(([number, received]) => phoneHtml(number, received)),
    '</div>',
    hidden > 0 ? `<p class="more">${hidden} more phones are in the <a href="/log.json">log</a>.</p>` : '',
  ].join('\n')
}

function countsHtml(messages: readonly PhoneMessage[], phones: number): string {
  const delivered = messages.filter(({ status }) => arrived.includes(status)).length
  const failed = messages.filter((message) => message.errorCode !== null).length
  const counts = [
    [phones, phones === 1 ? 'phone' : 'phones'],
    [messages.length, messages.length === 1 ? 'message' : 'messages'],
    [delivered, 'delivered'],
    [failed, 'not delivered'],
  ] as const
  return `<dl class="counts">${counts.map(([count, name]) => `<div><dt>${name}</dt><dd>${count}</dd></div>`).join('')}</dl>`
}

/** Statuses in which a message, call or mail has reached the customer. */
const arrived: readonly string[] = ['delivered', 'read', 'completed']
const WHATSAPP = 'whatsapp:'

/** Whose phone or mailbox it is: one phone holds SMS, WhatsApp and calls. */
const customerOf = ({ direction, from, to }: PhoneMessage): string =>
  (direction === 'inbound' ? from : to).replace(WHATSAPP, '')

function phoneHtml(number: string, received: readonly PhoneMessage[]): string {
  const hidden = received.length - MESSAGES_SHOWN_MAX
  return `<section class="phone" data-number="${escape(number)}" aria-label="Phone ${escape(number)}">
<h2><span>${escape(spaced(number))}</span><small>${received.length === 1 ? '1 message' : `${received.length} messages`}</small></h2>
<ol tabindex="0">${received.slice(0, MESSAGES_SHOWN_MAX).map(bubbleHtml).join('')}</ol>
${hidden > 0 ? `<p class="more">${hidden} older</p>` : ''}${answerHtml(number, received)}</section>`
}

/** Where the customer types an answer, by the medium of the newest message that can be answered. */
function answerHtml(number: string, received: readonly PhoneMessage[]): string {
  const last = received.find(({ medium }) => medium === 'sms' || medium === 'whatsapp')
  if (!last) return ''
  const [own, other] = last.direction === 'inbound' ? [last.from, last.to] : [last.to, last.from]
  return `<form class="answer" method="post" action="/inbound">
<input type="hidden" name="from" value="${escape(own)}"><input type="hidden" name="to" value="${escape(other)}">
<input type="text" name="body" required maxlength="1600" autocomplete="off" aria-label="Answer from ${escape(number)} by ${names[last.medium]}" placeholder="Answer by ${names[last.medium]}: STOP, HELP, or words">
<button>Send</button></form>`
}

const names = { sms: 'SMS', whatsapp: 'WhatsApp', voice: 'Call', email: 'E-mail' } as const

function bubbleHtml(message: PhoneMessage): string {
  const { medium, direction, from, subject, unsubscribe } = message
  const status = message.errorCode === null ? message.status : `${message.status} · ${message.errorCode}`
  const heading = subject === null ? '' : `<strong>${escape(subject)}</strong>\n`
  const way = unsubscribe === null ? '' : ` <a href="${escape(unsubscribe)}">unsubscribe</a>`
  return `<li id="${message.sid}" class="bubble ${direction === 'inbound' ? 'own' : ''}" data-status="${message.status}">
<p class="from">${names[medium]} · ${escape(from.replace(WHATSAPP, ''))}</p><p class="text" dir="auto">${heading}${escape(wordsOf(message))}</p>
<p class="facts"><time datetime="${message.acceptedAt}">${message.acceptedAt.slice(0, 16).replace('T', ' ')} UTC</time><span>${sizeOf(message)}</span><span class="status">${status}</span>${way}</p></li>`
}

/** Of a call what the voice says, once. */
const wordsOf = ({ medium, body }: PhoneMessage): string =>
  medium === 'voice' ? (/<Say[^>]*>([^<]*)<\/Say>/.exec(body)?.[1] ?? body) : body

function sizeOf({ medium, body }: PhoneMessage): string {
  if (medium !== 'sms') return names[medium]
  const { encoding, segments } = smsSegments(body)
  return `${encoding}, ${segments === 1 ? '1 part' : `${segments} parts`}`
}

/** Groups of digits that an eye can hold: `+91 98123 45678`. */
const spaced = (number: string): string => number.replace(/^(\+\d{1,3}?)(\d{5})(\d{5})$/, '$1 $2 $3')
