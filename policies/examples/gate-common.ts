import { addDays, DAY_MS } from '../../domain/calendar.ts'
import type { GateFacts } from '../gate-facts.ts'
import { at, contactAt, FRIDAY, iso } from './gate-facts.ts'
import { blocks, messages, onEach, passes, waits, type GateExample } from './gate-example.ts'

export type CommonOptions = {
  zone: string
  /** Names of the rules for holds and opt-outs are the pack's own; these differ. */
  servicingNeedsConsent: boolean
  blackout: string
  /** The next day of contact after the blackout, and its first minute. */
  afterBlackout: [date: string, clock: string]
  guarantor: boolean
}

const HOUR_MS = DAY_MS / 24

/** What every pack answers alike. */
export const commonExamples = (id: string, options: CommonOptions): GateExample[] => [
  passes('a lawful step passes'),
  ...stops(id),
  ...onEach(messages, everywhere(id, options, `${id}.basis-servicing`)),
]

/** The same of calls, for a pack that has words for them: only consent carries them. */
export const callExamples = (id: string, options: CommonOptions): GateExample[] =>
  onEach(['voice'], everywhere(id, { ...options, servicingNeedsConsent: true }, `${id}.voice-consent`))

const everywhere = (id: string, options: CommonOptions, basis: string): GateExample[] => [
  ...people(id, options),
  ...bases(id, options, basis),
  ...times(id, options),
  ...caps(id, options),
]

const stops = (id: string): GateExample[] => [
  blocks('gate.kill-switch.global', 'the global switch stops everything', {
    killSwitches: [{ scope: 'global', value: '*' }],
  }),
  blocks('gate.kill-switch.country', 'the switch of the country stops it', {
    killSwitches: [{ scope: 'country', value: id }],
  }),
  blocks('gate.kill-switch.channel', 'the switch of the channel stops it', {
    killSwitches: [{ scope: 'channel', value: 'sms' }],
  }),
  blocks('gate.kill-switch.template', 'a template that was withdrawn is not sent', ({ message }) => ({
    killSwitches: [{ scope: 'template', value: message.templateId }],
  })),
  passes('switches of other things stop nothing', {
    killSwitches: [
      { scope: 'country', value: 'zz' },
      { scope: 'channel', value: 'email' },
      { scope: 'template', value: 'other' },
    ],
  }),
  blocks('gate.kill-switches-unknown', 'unknown switches block', { killSwitches: null }),
]

const people = (id: string, { guarantor }: CommonOptions): GateExample[] => [
  blocks(`${id}.contact-known`, 'no address blocks', { contactKnown: false }),
  blocks(`${id}.contact-known`, 'an unknown address blocks', { contactKnown: null }),
  blocks(`${id}.party`, 'a relative’s number blocks', { party: 'relative' }),
  blocks(`${id}.party`, 'somebody else’s number blocks', { party: 'other' }),
  blocks(`${id}.party`, 'an unknown person blocks', { party: null }),
  guarantor
    ? passes('the guarantor may be written to', { party: 'guarantor' })
    : blocks(`${id}.party`, 'the guarantor may not be written to', { party: 'guarantor' }),
  blocks(`${id}.holds`, 'a bereavement blocks', { holds: ['bereavement'] }),
  blocks(`${id}.holds`, 'an open dispute blocks', { holds: ['dispute'] }),
  blocks(`${id}.opt-out`, 'an opt-out blocks', { optedOut: true }),
  blocks(`${id}.opt-out`, 'an opt-out blocks at night too: a later moment would not help', ({ now_ms }) => ({
    optedOut: true,
    now_ms: now_ms - 8 * HOUR_MS,
  })),
  blocks(`${id}.opt-out`, 'an unknown opt-out blocks', { optedOut: null }),
  blocks(`${id}.vulnerability`, 'an ordinary text to a vulnerable customer goes to the specialists', {
    vulnerabilities: ['health'],
  }),
  blocks(`${id}.vulnerability`, 'unknown vulnerabilities block', { vulnerabilities: null }),
  passes('the adapted text goes to a vulnerable customer', ({ message }) => ({
    vulnerabilities: ['health'],
    message: { ...message, audience: 'vulnerable' },
  })),
  blocks(`${id}.human-decision`, 'a step that nobody has approved blocks', { approvers: 0 }),
  blocks(`${id}.human-decision`, 'unknown approvers block', { approvers: null }),
]

const bases = (id: string, { servicingNeedsConsent }: CommonOptions, basis: string): GateExample[] => {
  const withdrawn = ({ consents }: GateFacts): Partial<GateFacts> => ({
    consents: [
      ...(consents ?? []),
      ...(consents ?? []).map((each) => ({
        ...each,
        status: 'withdrawn' as const,
        at: '2026-11-01T00:00:00Z',
      })),
    ],
  })
  const other =
    (value: 'legitimate_interest' | 'legal_duty' | 'contract') =>
    ({ consents }: GateFacts): Partial<GateFacts> => ({
      contract: false,
      consents: (consents ?? []).map((each) => ({ ...each, basis: value })),
    })
  const onlyConsent = (value: 'legitimate_interest' | 'legal_duty' | 'contract'): GateExample =>
    servicingNeedsConsent
      ? blocks(basis, `${value} alone does not carry help`, other(value))
      : passes(`${value} carries help`, other(value))
  return [
    ...(['legitimate_interest', 'legal_duty', 'contract'] as const).map(onlyConsent),
    passes('consent carries help', { contract: false }),
    servicingNeedsConsent
      ? blocks(basis, 'no consent blocks help', { consents: [] })
      : passes('missing consent does not block help: the contract stands', { consents: [] }),
    blocks(basis, 'without contract and consent help is blocked', { consents: [], contract: false }),
    blocks(basis, 'with an unknown contract and no consent help is blocked', {
      consents: [],
      contract: null,
    }),
    blocks(basis, 'unknown consents block help', { consents: null }),
    blocks(basis, 'a withdrawn basis blocks help', withdrawn),
    blocks(basis, 'a withdrawn basis blocks help in whatever order it comes', (fine) => ({
      consents: [...(withdrawn(fine).consents ?? [])].reverse(),
    })),
    passes('tips pass with consent to just that', {}, { purpose: 'wellness' }),
    blocks(
      `${id}.basis-wellness`,
      'tips without consent are blocked',
      { consents: [] },
      { purpose: 'wellness' },
    ),
    ...(['legitimate_interest', 'legal_duty', 'contract'] as const).map((value) =>
      blocks(`${id}.basis-wellness`, `${value} does not carry tips`, other(value), { purpose: 'wellness' }),
    ),
    blocks(
      `${id}.basis-wellness`,
      'consent to help is none to tips',
      ({ consents }) => ({
        consents: (consents ?? []).map((each) => ({ ...each, purpose: 'servicing' as const })),
      }),
      { purpose: 'wellness' },
    ),
  ]
}

const times = (id: string, { zone, blackout, afterBlackout }: CommonOptions): GateExample[] => [
  waits(
    `${id}.blackout`,
    iso(at(afterBlackout[1], zone, afterBlackout[0])),
    'a day that calls for quiet waits for the next',
    {
      now_ms: at('11:00', zone, blackout),
    },
  ),
  waits(
    `${id}.avoid-hours`,
    iso(at('12:30', zone)),
    'the hours that the customer avoids wait for their end',
    {
      avoidHours: [{ from: '10:30', until: '12:30' }],
    },
  ),
  waits(
    `${id}.avoid-hours`,
    iso(at('11:30', zone)),
    'avoided hours over midnight last until the morning’s end of them',
    {
      avoidHours: [{ from: '22:00', until: '11:30' }],
    },
  ),
  passes('outside of the avoided hours it passes', {
    avoidHours: [
      { from: '11:01', until: '12:00' },
      { from: '22:00', until: '11:00' },
    ],
  }),
  blocks('gate.avoid-hours-unknown', 'unknown hours to avoid block', { avoidHours: null }),
  blocks('gate.contacts-unknown', 'unknown past contacts block', { contacts: null }),
]

/** Messages so many days ago. */
const sent =
  (...days: number[]) =>
  ({ now_ms }: GateFacts): Partial<GateFacts> => ({
    contacts: days.map((each) => contactAt('message', 'sms', now_ms - each * DAY_MS)),
  })
const vulnerableAnd =
  (change: (fine: GateFacts) => Partial<GateFacts>) =>
  (fine: GateFacts): Partial<GateFacts> => ({
    ...change(fine),
    vulnerabilities: ['resilience'],
    message: { ...fine.message, audience: 'vulnerable' },
  })

/** They wait until the oldest that counts is so old: days after the pack's own Friday, at eleven. */
const caps = (id: string, { zone }: CommonOptions): GateExample[] => {
  const inDays = (days: number, clock = '11:00'): string => iso(at(clock, zone, addDays(FRIDAY, days)))
  return [
    passes('the second message of a week passes', sent(1)),
    waits(`${id}.cap-week`, inDays(5), 'the third message within 7 days waits', sent(1, 2)),
    waits(
      `${id}.cap-week`,
      inDays(3),
      'messages of every channel count together, across cases',
      ({ now_ms }) => ({
        contacts: [
          contactAt('message', 'email', now_ms - DAY_MS),
          contactAt('message', 'whatsapp', now_ms - 4 * DAY_MS),
        ],
      }),
    ),
    passes('of two messages one is 7 days old: it passes', sent(1, 7)),
    waits(`${id}.cap-month`, inDays(4), 'the fifth message within 30 days waits', sent(8, 15, 22, 26)),
    passes('of four messages one is 30 days old: it passes', sent(8, 15, 22, 30)),
    waits(
      `${id}.cap-vulnerable`,
      inDays(4),
      'a vulnerable customer’s second message within 14 days waits',
      vulnerableAnd(sent(10)),
    ),
    passes('after 14 days it passes', vulnerableAnd(sent(14))),
    passes('others are not held to that pace', sent(10)),
    blocks(`${id}.cap-week`, 'a wait beyond the due date is no help, so it blocks', (fine) => ({
      ...sent(1, 2)(fine),
      useless_from_ms: fine.now_ms + 5 * DAY_MS,
    })),
  ]
}
