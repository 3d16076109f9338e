import { DAY_MS } from '../../domain/calendar.ts'
import type { GateFacts } from '../gate-facts.ts'
import { at, contactAt, iso } from './gate-facts.ts'
import { blocks, messages, onEach, passes, waits, withText, type GateExample } from './gate-example.ts'
import { commonExamples } from './gate-common.ts'

const ZONE = 'America/New_York'
const voice = { channel: 'voice' } as const
const window = 'us.contact-window'
const AFTER_THANKSGIVING = iso(at('08:00', ZONE, '2026-11-27'))

/** Calls so many hours ago. */
const called =
  (count: number, first_hours = 24) =>
  ({ now_ms }: GateFacts): Partial<GateFacts> => ({
    contacts: Array.from({ length: count }, (_, index) =>
      contactAt('call', 'voice', now_ms - (first_hours + index) * (DAY_MS / 24)),
    ),
  })

const forbidden: GateExample[] = [
  ...['debt consolidation', 'credit repair', 'a collection agency', 'debt relief'].map((words) =>
    blocks(
      'us.no-debt-consolidation',
      `“${words}” is forbidden`,
      withText((text) => `${text} ${words}`),
    ),
  ),
]

/** Every row of the rule table that is the United States'. They hold once somebody puts the draft in force. */
export const usExamples: readonly GateExample[] = [
  ...commonExamples('us', {
    ...{ zone: ZONE, servicingNeedsConsent: false, guarantor: false },
    ...{ blackout: '2026-11-26', afterBlackout: ['2026-11-27', '08:00'] },
  }),
  blocks('us.holds', 'unknown holds block', { holds: null }),
  waits(window, iso(at('08:00', ZONE)), '07:59 in New York waits', { now_ms: at('07:59', ZONE) }),
  passes('08:00 passes', { now_ms: at('08:00', ZONE) }),
  passes('20:59 passes', { now_ms: at('20:59', ZONE) }),
  waits(window, iso(at('08:00', ZONE, '2026-11-21')), '21:00 waits for the morning, a Saturday', {
    now_ms: at('21:00', ZONE),
  }),
  waits(
    window,
    iso(at('08:00', 'Pacific/Honolulu')),
    'with an unknown zone it must be lawful from New York to Honolulu',
    {
      zone: null,
      now_ms: at('12:59', ZONE),
    },
  ),
  passes('13:00 in New York is 08:00 in Honolulu', { zone: null, now_ms: at('13:00', ZONE) }),
  waits('us.calls-seven', AFTER_THANKSGIVING, 'the eighth call within 7 days waits', called(7, 24), voice),
  waits(
    'us.calls-massachusetts',
    AFTER_THANKSGIVING,
    'the third call within 7 days waits',
    called(2, 24),
    voice,
  ),
  waits(
    'us.calls-massachusetts',
    AFTER_THANKSGIVING,
    'the seventh call is held up by the other cap only',
    called(6),
    voice,
  ),
  waits(
    'us.calls-seven',
    iso(at('09:00', ZONE, '2026-11-21')),
    'calls of 6 days and an hour ago still count',
    called(7, 6 * 24 + 1),
    voice,
  ),
  passes('the second call passes', called(1), voice),
  passes('calls of 7 days ago count no more', called(7, 7 * 24), voice),
  waits(
    'us.conversation-pause',
    AFTER_THANKSGIVING,
    'a call after a conversation waits',
    ({ now_ms }) => ({
      contacts: [contactAt('conversation', 'voice', now_ms - DAY_MS)],
    }),
    voice,
  ),
  passes(
    '7 days after it the call passes',
    ({ now_ms }) => ({ contacts: [contactAt('conversation', 'voice', now_ms - 7 * DAY_MS)] }),
    voice,
  ),
  blocks('us.voice-consent', 'an artificial voice needs consent', { consents: [] }, voice),
  ...(['contract', 'legal_duty', 'legitimate_interest'] as const).map((basis) =>
    blocks(
      'us.voice-consent',
      `${basis} does not carry an artificial voice`,
      ({ consents }) => ({
        consents: (consents ?? []).map((each) => ({ ...each, basis })),
      }),
      voice,
    ),
  ),
  blocks(
    'us.opt-out-line',
    'an SMS without its opt-out line blocks',
    withText((text) => text.replace('Reply STOP', 'Say so')),
  ),
  blocks(
    'us.opt-out-line',
    'so does an e-mail',
    withText((text) => text.replace('Reply STOP', 'Say so')),
    { channel: 'email' },
  ),
  blocks(
    'us.opt-out-line',
    'and a WhatsApp message',
    withText((text) => text.replace('Reply STOP', 'Say so')),
    { channel: 'whatsapp' },
  ),
  passes(
    'a call has no such line',
    withText((text) => text.replace('Reply STOP', 'Say so')),
    voice,
  ),
  ...onEach(messages, forbidden),
]
