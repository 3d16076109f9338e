import type { Row } from './row.ts'

const pack = 'in'

export const india: readonly Row[] = [
  {
    country: 'IN',
    law: 'RBI, recovery agents, Aug 2022; draft of 12 Feb 2026',
    claims: [
      {
        says: 'nothing before 08:00 or from 19:00 in the customer’s zone, kept before the due date too',
        ...{ pack, rule: 'in.contact-window' },
        edges: ['in.contact-window opens at 08:00', 'in.contact-window closes at 19:00'],
        tests: [
          'sms: 07:59 in Kolkata waits',
          'sms: 19:01 is',
          'sms: the clock is the customer’s, not the bank’s',
        ],
      },
      {
        says: 'the bank’s own hours, 09:00 to 18:30, in which a person answers',
        ...{ pack, rule: 'in.contact-window-bank' },
        edges: ['in.contact-window-bank opens at 09:00', 'in.contact-window-bank closes at 18:30'],
      },
      {
        says: 'a blocking hold stops it, whatever its kind',
        ...{ pack, rule: 'in.holds' },
        tests: ['sms: a bereavement blocks', 'sms: an open dispute blocks', 'unknown holds block'],
      },
      {
        says: 'the number of a relative, or of anybody but borrower and guarantor, stops it',
        ...{ pack, rule: 'in.party' },
        tests: [
          'sms: a relative’s number blocks',
          'sms: somebody else’s number blocks',
          'sms: an unknown person blocks',
        ],
      },
      {
        says: 'hours that the customer asked to be left alone in',
        ...{ pack, rule: 'in.avoid-hours' },
        edges: ['in.avoid-hours begins at 10:30', 'in.avoid-hours ends at 12:30'],
      },
      {
        says: 'sensitive occasions',
        ...{ pack, rule: 'in.blackout', tests: ['sms: a day that calls for quiet waits for the next'] },
      },
      {
        says: 'no cap is given: the bank’s own, two messages a week',
        ...{ pack, rule: 'in.cap-week', edges: ['in.cap-week lets go after 7 days'] },
      },
      {
        says: 'four a month',
        ...{ pack, rule: 'in.cap-month', edges: ['in.cap-month lets go after 30 days'] },
      },
      {
        says: 'one a fortnight to who is flagged as vulnerable',
        ...{ pack, rule: 'in.cap-vulnerable', edges: ['in.cap-vulnerable lets go after 14 days'] },
      },
      {
        says: 'draft to final is a change of data only',
        ...{
          file: 'policies/gate.test.ts',
          test: 'the draft of February 2026 becomes final by a change of data only',
        },
      },
      {
        says: 'calls are logged',
        ...{
          file: 'tests/policies/gate.test.ts',
          test: 'two calls that a worker logs are the most in a week, across all cases of a customer',
        },
      },
    ],
  },
  {
    country: 'IN',
    law: 'RBI, penal charges, Aug 2023 (vii)',
    claims: [
      {
        says: 'a reminder of an overdue amount without the penal charges is refused',
        ...{ pack, rule: 'in.penal-charges' },
        tests: [
          'email: a reminder of an overdue amount states the penal charges',
          'with them it passes',
          'email: where it is unknown whether it is overdue it blocks',
        ],
      },
    ],
  },
  {
    country: 'IN',
    law: 'RBI, special mention accounts, day-end',
    claims: [
      {
        says: 'due 31 March: SMA-1 at the end of 30 April, SMA-2 of 30 May, NPA of 29 June, each not a day earlier',
        ...{ pack, rule: 'duties' },
        tests: [
          'due on 31 March it is SMA-0 at the end of 2026-04-29',
          'due on 31 March it is SMA-1 at the end of 2026-04-30',
          'due on 31 March it is SMA-1 at the end of 2026-05-29',
          'due on 31 March it is SMA-2 at the end of 2026-05-30',
          'due on 31 March it is SMA-2 at the end of 2026-06-28',
          'due on 31 March it is NPA at the end of 2026-06-29',
        ],
      },
    ],
  },
  {
    country: 'IN',
    law: 'TCCCPR 2018, amended 2025',
    claims: [
      {
        says: 'entity, header, text and call-back number are registered, and the text matches to the letter',
        ...{ pack, rule: 'in.dlt-registration' },
        tests: [
          ...['entity', 'header', 'template', 'url'].map(
            (kind) => `an SMS without its registered ${kind} blocks`,
          ),
          'a text that differs from the registered one blocks',
          'a web address that is not listed blocks',
          'a variable of another type than the registered one blocks',
          'a text that is registered as promotion blocks',
          'a registration that has ended blocks',
          'another sender blocks',
        ],
      },
      {
        says: 'a top-up offer in a service message is refused',
        ...{ pack, rule: 'in.no-promotion', tests: ['email: “Take our top-up offer.” is promotion'] },
      },
      {
        says: 'an opt-out is kept',
        ...{ pack, rule: 'in.opt-out', tests: ['sms: an opt-out blocks', 'sms: an unknown opt-out blocks'] },
      },
    ],
  },
  {
    country: 'IN',
    law: 'TRAI, 1600-series for banks, 1 Jan 2026',
    claims: [
      {
        says: 'another caller is refused',
        ...{ pack, rule: 'in.caller-1600', tests: ['a caller outside the 1600 series blocks'] },
      },
      {
        says: 'the provider has no such number: voice is off',
        ...{ pack, rule: 'in.voice-off', tests: ['voice is off, even for 160012345'] },
      },
    ],
  },
  {
    country: 'IN',
    law: 'RBI, e-mandate framework 2026',
    claims: [
      {
        says: 'the notice 24 hours before a debit is core banking’s: no message of ours stands for it',
        ...{ pack, rule: 'in.e-mandate-notice' },
        tests: ['sms: help never stands for the notice before a debit'],
      },
    ],
  },
  {
    country: 'IN',
    law: 'RBI, Digital Lending Directions 2025',
    claims: [
      {
        says: 'no consent on record, no help; a withdrawal counts',
        ...{ pack, rule: 'in.basis-servicing' },
        tests: [
          'sms: no consent blocks help',
          'sms: a withdrawn basis blocks help',
          'sms: unknown consents block help',
        ],
      },
      {
        says: 'tips need consent to just that',
        ...{ pack, rule: 'in.basis-wellness' },
        tests: ['sms: tips without consent are blocked', 'sms: consent to help is none to tips'],
      },
      {
        says: 'data stays in India; the consent’s version is kept',
        ...{ pack, rule: 'duties' },
        tests: [
          'records are kept, a breach is reported in 72 hours, keys are destroyed on erasure, no score decides alone',
        ],
      },
    ],
  },
  {
    country: 'IN',
    law: 'DPDP Rules, main duties 13 May 2027',
    claims: [
      {
        says: 'notices in both languages, logs of a year, a breach in 72 hours, erasure by key',
        ...{ pack, rule: 'duties' },
        tests: [
          'records are kept, a breach is reported in 72 hours, keys are destroyed on erasure, no score decides alone',
        ],
      },
      {
        says: 'once erased, a customer’s data is gone from every store',
        ...{
          file: 'tests/stream/erased.test.ts',
          test: 'an erased customer is forgotten by vault, tables, stream and case, and a late event brings nothing back',
        },
      },
      {
        says: 'what is kept still verifies after an erasure',
        file: 'tests/case/seals.test.ts',
        test: 'what is kept still verifies after an erasure: the export without a database, and the archive',
      },
    ],
  },
  {
    country: 'IN',
    law: 'RBI, prudential norms on restructuring (unconfirmed)',
    claims: [
      {
        says: 'a concession makes a task: is it a restructuring?',
        ...{ pack, rule: 'in.restructuring-review' },
        tests: ['contract_change: in.restructuring-review', 'date_change: in.restructuring-review'],
      },
      {
        says: 'no text promises one',
        ...{ pack, rule: 'templates' },
        tests: ['a text that says “restructur” is refused', 'a text that says “defer” is refused'],
      },
    ],
  },
]
