import { describe, expect, test } from 'vitest'
import { isHeard, mayConfirm, readReply } from './inbound.ts'
import { loadPack } from './pack.ts'

const [india, uk, us] = [loadPack('in'), loadPack('uk'), loadPack('us')]

test.each([
  ...[
    'STOP',
    'stop',
    ' Stop! ',
    'StopAll',
    'Unsubscribe',
    'CANCEL',
    'End',
    'quit',
    'Revoke',
    'opt out',
    'OPTOUT',
  ],
  ...[
    'please stop texting me',
    'Could you stop messaging me?',
    'do not contact me again',
    "Don't text me",
    'No more messages!',
  ],
  ...['Leave me alone', 'take me off your list', 'I want help but stop sending these'],
  ...[
    'Please stop.',
    'I said STOP!!!',
    'stOp It nOw, PLEASE',
    'Hello,\nplease stop',
    'ＳＴＯＰ',
    '“Stop”',
    'st\u200Bop',
  ],
  ...[
    'opt-out',
    'I want to opt out',
    'Opt me out, please',
    'pls unsubscribe',
    'stop-texting',
    'DON’T SEND these',
  ],
  ...[
    'Stop all messages',
    'no messages please',
    'STOP STOP STOP',
    'Stop. Who is this?',
    'I do not want these messages',
    "I don't want any more of this",
    'Never contact me again',
    'Remove my number',
  ],
])('“%s” stops', (message) => {
  expect(readReply(us, message)).toBe('stop')
  expect(readReply(uk, message)).toBe('stop')
  expect(readReply(india, message)).toBe('stop')
})

test.each([
  ...['बंद', 'बंद करें', 'रुको', 'कृपया मुझे संदेश मत भेजें', 'मैसेज बंद करो', 'मुझसे संपर्क न करें'],
  ...['कृपया बंद करें।', 'अब बंद कर दीजिए!', 'मुझे मैसेज मत करो', 'Band karo please', 'mujhe MESSAGE mat bhejo'],
  ...[
    'स्टॉप',
    'STOP करो',
    'stop kar do',
    'बन्द',
    'इसे बंद कीजिए',
    'रोक दीजिए',
    'बस करो',
    'मत भेजिए',
    'मुझे संदेश नहीं चाहिए',
  ],
  ...['kripya band kar do', 'mat bhejo', 'msg nahi chahiye', 'ye band karo. kaun ho?'],
])('“%s” stops', (message) => {
  expect(readReply(india, message)).toBe('stop')
})

test.each([
  ['START', 'start'],
  ['unstop', 'start'],
  ['शुरू', 'start'],
  ['help', 'help'],
  ['मदद', 'help'],
  ['I need help with my payment', 'text'],
  ['I cannot stop worrying', 'text'],
  ['I will stop by tomorrow', 'text'],
  ['Please do not stop my standing order', 'text'],
  ['Please do not stop. I need you', 'text'],
  ['The message mentioned a call. When?', 'text'],
  ['मुझे संदेश नहीं मिला', 'text'],
  ['message nahi aaya', 'text'],
  ['the end of my contract', 'text'],
  ['please help', 'text'],
  ['कृपया मदद करें, बैंक कब बंद होता है?', 'text'],
  ['The endowment ends in May', 'text'],
  ['क्या आप मुझे कल फ़ोन करेंगे?', 'text'],
  ['', 'text'],
] as const)('“%s” is %s', (message, reply) => {
  expect(readReply(india, message)).toBe(reply)
})

describe('the one confirmation', () => {
  const received_ms = Date.parse('2026-11-20T05:30:00Z')
  test('goes out within five minutes, once', () => {
    expect(mayConfirm(us, { received_ms, now_ms: received_ms + 5 * 60_000, confirmedBefore: false })).toBe(
      true,
    )
    expect(
      mayConfirm(us, { received_ms, now_ms: received_ms + 5 * 60_000 + 1, confirmedBefore: false }),
    ).toBe(false)
    expect(mayConfirm(us, { received_ms, now_ms: received_ms, confirmedBefore: true })).toBe(false)
  })
})

test('India is not heard by SMS, the United Kingdom is', () => {
  expect([isHeard(india, 'sms'), isHeard(india, 'whatsapp'), isHeard(uk, 'sms')]).toEqual([false, true, true])
})

test('the law’s deadline in the US is ten business days; elsewhere ours is one', () => {
  expect([us, uk, india].map(({ documents }) => documents.inbound.deadline_business_days)).toEqual([10, 1, 1])
})
