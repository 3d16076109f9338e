import { DAY_MS } from '../../domain/calendar.ts'
import { at, iso } from './gate-facts.ts'
import { blocks, messages, onEach, passes, waits, withText, type GateExample } from './gate-example.ts'
import { commonExamples } from './gate-common.ts'

const ZONE = 'Asia/Kolkata'
const next = (clock: string): string => iso(at(clock, ZONE, '2026-11-21'))
const wa = { channel: 'whatsapp' } as const
const mail = { channel: 'email' } as const
const unregistered = 'in.dlt-registration'

const windows: GateExample[] = [
  waits('in.contact-window', iso(at('09:00', ZONE)), '07:59 in Kolkata waits', { now_ms: at('07:59', ZONE) }),
  waits('in.contact-window-bank', iso(at('09:00', ZONE)), '08:00 waits for the bank’s own hours', {
    now_ms: at('08:00', ZONE),
  }),
  waits('in.contact-window-bank', iso(at('09:00', ZONE)), '08:59 waits for them too', {
    now_ms: at('08:59', ZONE),
  }),
  passes('09:00 passes', { now_ms: at('09:00', ZONE) }),
  passes('18:29 passes', { now_ms: at('18:29', ZONE) }),
  waits('in.contact-window-bank', next('09:00'), '18:30 waits for the next morning', {
    now_ms: at('18:30', ZONE),
  }),
  waits('in.contact-window-bank', next('09:00'), '18:59 waits for it too', { now_ms: at('18:59', ZONE) }),
  waits('in.contact-window', next('09:00'), '19:00 is out of the regulator’s hours', {
    now_ms: at('19:00', ZONE),
  }),
  waits('in.contact-window', next('09:00'), '19:01 is', { now_ms: at('19:01', ZONE) }),
  passes('a Sunday is no different', { now_ms: at('11:00', ZONE, '2026-11-22') }),
  waits(
    'in.contact-window',
    iso(at('09:00', 'America/New_York')),
    'the clock is the customer’s, not the bank’s',
    {
      zone: 'America/New_York',
    },
  ),
  blocks('gate.zone-unknown', 'an unknown zone blocks', { zone: null }),
  blocks('gate.zone-unknown', 'a zone that there is not blocks', { zone: 'Mars/Olympus' }),
]

const texts: GateExample[] = [
  blocks('in.e-mandate-notice', 'help never stands for the notice before a debit', ({ message }) => ({
    message: { ...message, notices: ['pre-debit'] },
  })),
  passes('another notice is not core banking’s', ({ message }) => ({
    message: { ...message, notices: ['annual'] },
  })),
  blocks(
    'in.penal-charges',
    'a reminder of an overdue amount states the penal charges',
    { overdue: true },
    mail,
  ),
  passes(
    'with them it passes',
    (fine) => ({ overdue: true, ...withText((text) => `${text} A penal charge of 2 % applies.`)(fine) }),
    mail,
  ),
  passes(
    'with them in Hindi it passes',
    (fine) => ({ overdue: true, ...withText((text) => `${text} दंडात्मक शुल्क`, 'hi')(fine) }),
    mail,
  ),
  blocks('in.penal-charges', 'where it is unknown whether it is overdue it blocks', { overdue: null }),
  ...[
    'Take our top-up offer.',
    'A top-up waits.',
    'A top up waits.',
    'See our offer.',
    'Get a discount.',
    'With cashback.',
  ].map((words) =>
    blocks(
      'in.no-promotion',
      `“${words}” is promotion`,
      withText((text) => `${text} ${words}`),
      mail,
    ),
  ),
  ...['ऑफ़र', 'ऑफर', 'टॉप-अप', 'कैशबैक'].map((words) =>
    blocks(
      'in.no-promotion',
      `“${words}” is promotion`,
      withText((text) => `${text} ${words}`, 'hi'),
      mail,
    ),
  ),
]

const without = (kind: string): GateExample =>
  blocks(unregistered, `an SMS without its registered ${kind} blocks`, ({ registrations }) => ({
    registrations: (registrations ?? []).filter((each) => each.kind !== kind),
  }))

const registers: GateExample[] = [
  ...['entity', 'header', 'template', 'url'].map(without),
  blocks(unregistered, 'unknown registrations block', { registrations: null }),
  blocks(
    unregistered,
    'a text that differs from the registered one blocks',
    withText((text) => text.replace('free', 'now')),
  ),
  blocks(
    unregistered,
    'a web address that is not listed blocks',
    withText((text) => `${text} https://bank.example/x`),
  ),
  blocks(unregistered, 'a variable of another type than the registered one blocks', ({ registrations }) => ({
    registrations: (registrations ?? []).map((each) => ({
      ...each,
      text: each.text?.replace('{#alphanumeric#}', '{#numeric#}') ?? null,
    })),
  })),
  blocks(unregistered, 'a text that is registered as promotion blocks', ({ registrations }) => ({
    registrations: (registrations ?? []).map((each) => ({ ...each, category: 'promotional' as const })),
  })),
  blocks(unregistered, 'a registration that has ended blocks', ({ registrations }) => ({
    registrations: (registrations ?? []).map((each) => ({ ...each, validUntil: '2026-11-19' })),
  })),
  blocks(unregistered, 'another sender blocks', ({ message }) => ({
    message: { ...message, sender: '+15005550009' },
  })),
  blocks('in.whatsapp-template', 'WhatsApp without a content template blocks', { registrations: [] }, wa),
  blocks(
    'in.whatsapp-template',
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
  passes('e-mail needs no register', { registrations: [] }, mail),
]

const calls: GateExample[] = [
  blocks('in.caller-1600', 'a caller outside the 1600 series blocks', {}, { channel: 'voice' }),
  ...['160012345', '+91160012345'].map((sender) =>
    blocks(
      'in.voice-off',
      `voice is off, even for ${sender}`,
      ({ message }) => ({ message: { ...message, sender } }),
      { channel: 'voice' },
    ),
  ),
]

/** Every row of the rule table that is India's. */
export const inExamples: readonly GateExample[] = [
  ...commonExamples('in', {
    ...{ zone: ZONE, servicingNeedsConsent: true, guarantor: true },
    ...{ blackout: '2026-11-08', afterBlackout: ['2026-11-09', '09:00'] },
  }),
  blocks('in.holds', 'unknown holds block', { holds: null }),
  ...onEach(messages, [...windows, ...texts.filter(({ expect }) => expect.verdict === 'block')]),
  ...texts.filter(({ expect }) => expect.verdict === 'pass'),
  ...[...registers, ...calls],
]
