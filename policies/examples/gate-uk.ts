import { DAY_MS } from '../../domain/calendar.ts'
import { at, contactAt, iso } from './gate-facts.ts'
import { blocks, messages, onEach, passes, waits, withText, type GateExample } from './gate-example.ts'
import { callExamples, commonExamples, type CommonOptions } from './gate-common.ts'

const ZONE = 'Europe/London'
const MONDAY = '2026-11-23'
const wa = { channel: 'whatsapp' } as const
const voice = { channel: 'voice' } as const
const window = 'uk.contact-window-bank'
const unwordly = ['borrow to pay', 'a new loan', 'another loan', 'consolidate your debts', 'an overdraft']

const common: CommonOptions = {
  ...{ zone: ZONE, servicingNeedsConsent: false, guarantor: true },
  // Christmas Eve is quiet, and after it come two bank holidays and a weekend.
  ...{ blackout: '2026-12-24', afterBlackout: ['2026-12-29', '09:00'] },
}

const restricted: GateExample[] = [
  blocks('uk.breathing-space', 'a breathing space blocks', { holds: ['breathing_space'] }),
  blocks('uk.breathing-space', 'a mental health breathing space blocks', {
    holds: ['mental_health_breathing_space'],
  }),
  ...unwordly.map((words) =>
    blocks(
      'uk.no-pressure-to-borrow',
      `“${words}” is pressure to borrow`,
      withText((text) => `${text} ${words}`),
    ),
  ),
  ...['उधार', 'लोन', 'ऋण', 'क़र्ज़', 'कर्ज'].map((words) =>
    blocks(
      'uk.no-pressure-to-borrow',
      `“${words}” is pressure to borrow`,
      withText((text) => `${text} ${words}`, 'hi'),
    ),
  ),
]

/** Every row of the rule table that is the United Kingdom's. */
export const ukExamples: readonly GateExample[] = [
  ...commonExamples('uk', common),
  ...callExamples('uk', common),
  ...onEach([...messages, 'voice'], restricted),
  blocks('uk.breathing-space', 'unknown holds block', { holds: null }),
  waits(window, iso(at('09:00', ZONE)), '08:59 in London waits', { now_ms: at('08:59', ZONE) }),
  passes('09:00 passes', { now_ms: at('09:00', ZONE) }),
  passes('18:29 passes', { now_ms: at('18:29', ZONE) }),
  waits(window, iso(at('09:00', ZONE, MONDAY)), '18:30 on a Friday waits for Monday', {
    now_ms: at('18:30', ZONE),
  }),
  waits(window, iso(at('09:00', ZONE, MONDAY)), 'a Saturday waits for Monday', {
    now_ms: at('11:00', ZONE, '2026-11-21'),
  }),
  passes('in summer 09:00 is an hour earlier by UTC', { now_ms: Date.parse('2026-08-14T08:00:00Z') }),
  blocks('gate.zone-unknown', 'an unknown zone blocks', { zone: null }),
  blocks(
    'uk.sms-way-out',
    'an SMS without a way out blocks',
    withText((text) => text.replace('Reply STOP', 'Say so')),
  ),
  blocks(
    'uk.sms-way-out',
    'so does one in Hindi',
    withText((text) => text.replace('Reply STOP', 'Say so'), 'hi'),
  ),
  passes(
    'an SMS in Hindi names it too',
    withText((text) => text.replace('Reply STOP', 'STOP'), 'hi'),
  ),
  passes(
    'an e-mail names it in its own way',
    withText((text) => text.replace('Reply STOP', 'Say so')),
    { channel: 'email' },
  ),
  blocks('uk.whatsapp-template', 'WhatsApp without a content template blocks', { registrations: [] }, wa),
  blocks(
    'uk.whatsapp-template',
    '24 hours after the customer wrote it blocks',
    ({ now_ms }) => ({ registrations: [], lastInbound_ms: now_ms - DAY_MS }),
    wa,
  ),
  passes(
    'a minute before it passes without one',
    ({ now_ms }) => ({ registrations: [], lastInbound_ms: now_ms - DAY_MS + 60_000 }),
    wa,
  ),
  passes('with a template WhatsApp passes', {}, wa),
  passes('an SMS needs no register', { registrations: [] }),
  waits(
    'uk.conversation-pause',
    iso(at('11:00', ZONE, '2026-11-24')),
    'a call within 7 days after a conversation waits',
    ({ now_ms }) => ({
      contacts: [contactAt('conversation', 'voice', now_ms - 3 * DAY_MS)],
    }),
    voice,
  ),
  passes(
    '7 days after it the call passes',
    ({ now_ms }) => ({ contacts: [contactAt('conversation', 'voice', now_ms - 7 * DAY_MS)] }),
    voice,
  ),
  passes('a message does not wait for that', ({ now_ms }) => ({
    contacts: [contactAt('conversation', 'voice', now_ms - DAY_MS)],
  })),
]
