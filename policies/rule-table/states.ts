import type { Row } from './row.ts'

const pack = 'us'

/** A draft: the rules answer as they would in force, and nothing is sent. */
export const states: readonly Row[] = [
  {
    country: 'US',
    law: 'Reg F, 12 CFR 1006 (binds collectors; voluntary)',
    claims: [
      {
        says: '08:00 to 21:00 in the customer’s zone; where that is unknown, in every zone of the country',
        ...{ pack, rule: 'us.contact-window' },
        edges: [
          'us.contact-window opens at 08:00',
          'us.contact-window closes at 21:00',
          'us.contact-window in every zone opens at 13:00 in New York',
        ],
      },
      {
        says: 'the eighth call within seven days waits',
        ...{ pack, rule: 'us.calls-seven', edges: ['us.calls-seven lets go after 7 days'] },
        tests: ['the eighth call within 7 days waits'],
      },
      {
        says: 'a call within seven days after a conversation waits',
        ...{ pack, rule: 'us.conversation-pause', edges: ['us.conversation-pause lets go after 7 days'] },
      },
      {
        says: 'an electronic message without its opt-out line is refused',
        ...{ pack, rule: 'us.opt-out-line' },
        tests: ['an SMS without its opt-out line blocks', 'so does an e-mail', 'and a WhatsApp message'],
      },
    ],
  },
  {
    country: 'US',
    law: 'TCPA, 47 CFR 64.1200',
    claims: [
      {
        says: 'any reasonable revocation counts: the seven keywords and sentences',
        ...{ pack, rule: 'inbound' },
        tests: [
          ...['STOP', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPT OUT'].map(
            (word) => `“${word}!” is stop`,
          ),
          '“Hello, stop texting zzz” is stop',
          'the law leaves so many business days',
        ],
      },
      {
        says: 'an opt-out ends every message',
        ...{ pack, rule: 'us.opt-out', tests: ['sms: an opt-out blocks'] },
      },
      {
        says: 'one confirmation, within five minutes; a second is blocked',
        ...{ pack, rule: 'inbound', tests: ['one confirmation, within five minutes'] },
      },
      {
        says: 'an artificial voice needs consent',
        ...{ pack, rule: 'us.voice-consent' },
        tests: ['an artificial voice needs consent', 'contract does not carry an artificial voice'],
      },
    ],
  },
  {
    country: 'US',
    law: 'Reg B, 12 CFR 1002.9',
    claims: [
      {
        says: 'the cut of a line makes a task: the notice with its reasons, within 30 days',
        ...{ pack, rule: 'us.adverse-action-notice', tests: ['restriction: us.adverse-action-notice'] },
      },
    ],
  },
  {
    country: 'US',
    law: 'Massachusetts, 940 CMR 7 (unconfirmed)',
    claims: [
      {
        says: 'two calls in seven days, kept everywhere',
        ...{ pack, rule: 'us.calls-massachusetts', edges: ['us.calls-massachusetts lets go after 7 days'] },
      },
    ],
  },
  {
    country: 'US',
    law: 'Provider policy',
    claims: [
      {
        says: 'no third-party collection, debt consolidation or credit repair',
        ...{ pack, rule: 'us.no-debt-consolidation' },
        tests: ['sms: “debt consolidation” is forbidden', 'sms: “credit repair” is forbidden'],
      },
    ],
  },
]
