import { at, iso } from './gate-facts.ts'
import { blocks, messages, onEach, passes, waits, withText, type GateExample } from './gate-example.ts'
import { commonExamples } from './gate-common.ts'

const ZONE = 'Europe/Berlin'
const MONDAY = '2026-11-23'
const window = 'eu.contact-window-bank'

const withoutReferral = (text: string): string =>
  text.replaceAll(/(free|independent) (and independent )?advice/gi, 'Call')

/** Every row of the rule table that is the European Union's. They hold once somebody puts the draft in force. */
export const euExamples: readonly GateExample[] = [
  ...commonExamples('eu', {
    ...{ zone: ZONE, servicingNeedsConsent: false, guarantor: true },
    ...{ blackout: '2026-12-24', afterBlackout: ['2026-12-28', '09:00'] },
  }),
  blocks('eu.holds', 'unknown holds block', { holds: null }),
  ...onEach(messages, [
    blocks('eu.referral', 'a text without a referral to advice blocks', withText(withoutReferral)),
  ]),
  passes(
    'independent advice is a referral too',
    withText((text) => text.replace(/free advice/i, 'Independent advice')),
  ),
  passes('the day before the directive no referral is asked for', (fine) => ({
    now_ms: at('11:00', ZONE, '2026-11-19'),
    ...withText(withoutReferral)(fine),
  })),
  waits(window, iso(at('09:00', ZONE)), '08:59 in Berlin waits', { now_ms: at('08:59', ZONE) }),
  passes('09:00 passes', { now_ms: at('09:00', ZONE) }),
  passes('18:29 passes', { now_ms: at('18:29', ZONE) }),
  waits(window, iso(at('09:00', ZONE, MONDAY)), '18:30 on a Friday waits for Monday', {
    now_ms: at('18:30', ZONE),
  }),
  waits(window, iso(at('09:00', ZONE, MONDAY)), 'a Saturday waits for Monday', {
    now_ms: at('11:00', ZONE, '2026-11-21'),
  }),
  blocks('gate.zone-unknown', 'an unknown zone blocks', { zone: null }),
]
