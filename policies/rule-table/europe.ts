import type { Row } from './row.ts'

const uk = 'uk'
const eu = 'eu'

export const europe: readonly Row[] = [
  {
    country: 'UK',
    law: 'FCA CONC 7, since 4 Nov 2024; FG21/1',
    claims: [
      {
        says: 'a vulnerable customer goes to the specialists, with the adapted text',
        ...{ pack: uk, rule: 'uk.vulnerability' },
        tests: [
          'sms: an ordinary text to a vulnerable customer goes to the specialists',
          'sms: the adapted text goes to a vulnerable customer',
        ],
      },
      {
        says: '“borrow to pay” is refused',
        ...{
          pack: uk,
          rule: 'uk.no-pressure-to-borrow',
          tests: ['sms: “borrow to pay” is pressure to borrow'],
        },
      },
      {
        says: 'forbearance is reviewed',
        ...{ pack: uk, rule: 'uk.forbearance-review' },
        tests: ['contract_change: uk.forbearance-record, uk.forbearance-review'],
      },
      {
        says: 'the account is marked, and the sentence on the credit file is said (unconfirmed)',
        ...{ pack: uk, rule: 'uk.forbearance-record' },
        tests: ['contract_change: uk.forbearance-record, uk.forbearance-review'],
      },
      {
        says: 'missing consent does not block help; an objection does',
        ...{ pack: uk, rule: 'uk.basis-servicing' },
        tests: [
          'sms: missing consent does not block help: the contract stands',
          'sms: a withdrawn basis blocks help',
        ],
      },
    ],
  },
  {
    country: 'UK',
    law: 'Breathing Space Regulations 2020',
    claims: [
      {
        says: 'no message while it stands',
        ...{ pack: uk, rule: 'uk.breathing-space' },
        tests: [
          'sms: a breathing space blocks',
          'sms: a mental health breathing space blocks',
          'unknown holds block',
        ],
      },
      {
        says: 'at most 60 days; with mental health treatment 30 days from its end',
        ...{ pack: uk, rule: 'holds' },
        tests: [
          'breathing_space stands at most 60 days and is reviewed after 30',
          'mental_health_breathing_space stands at most 30 days and is reviewed after 30',
        ],
      },
      {
        says: 'the notice stops what is queued',
        ...{
          file: 'tests/policies/kingdom.test.ts',
          test: 'a breathing space stops what is approved and waits',
        },
      },
    ],
  },
  {
    country: 'UK',
    law: 'PECR (not verified)',
    claims: [
      {
        says: 'an automated call needs consent to calls',
        ...{ pack: uk, rule: 'uk.voice-consent' },
        tests: ['voice: no consent blocks help', 'voice: legitimate_interest alone does not carry help'],
      },
      {
        says: 'tips need consent to just that',
        ...{ pack: uk, rule: 'uk.basis-wellness', tests: ['sms: tips without consent are blocked'] },
      },
      {
        says: 'no hours are confirmed: the bank’s own, 09:00 to 18:30 on business days',
        ...{ pack: uk, rule: 'uk.contact-window-bank' },
        edges: ['uk.contact-window-bank opens at 09:00', 'uk.contact-window-bank closes at 18:30'],
      },
    ],
  },
  {
    country: 'EU',
    law: 'Directive (EU) 2023/2225 (CCD2), 20 Nov 2026',
    claims: [
      {
        says: 'a text without the referral to advice is refused',
        ...{ pack: eu, rule: 'eu.referral', edges: ['eu.referral holds from 20 November 2026'] },
        tests: ['sms: a text without a referral to advice blocks', 'independent advice is a referral too'],
      },
      {
        says: 'forbearance is recorded (unconfirmed)',
        ...{ pack: eu, rule: 'eu.forbearance-record', tests: ['contract_change: eu.forbearance-record'] },
      },
    ],
  },
  {
    country: 'EU',
    law: 'GDPR Art 22, CJEU C-634/21 (SCHUFA)',
    claims: [
      {
        says: 'a score alone sends nothing: named people stand behind each step',
        ...{ pack: eu, rule: 'eu.human-decision' },
        tests: ['sms: a step that nobody has approved blocks', 'sms: unknown approvers block'],
      },
      {
        says: 'nothing is decided by a score alone, and there is a way to contest',
        ...{
          file: 'policies/duties.test.ts',
          test: '%s: logs for six months or more, erasure by key, no decision by a score alone, a way to contest',
        },
      },
      {
        says: 'rubber-stamping is flagged',
        ...{
          file: 'tests/api/team.test.ts',
          test: 'who approves many cases within seconds is flagged, and who takes the time is not',
        },
      },
    ],
  },
  {
    country: 'EU',
    law: 'AI Act, Annex III 5(b)',
    claims: [
      {
        says: 'logs of six months or more',
        ...{ pack: eu, rule: 'duties' },
        tests: [
          'records are kept, a breach is reported in 72 hours, keys are destroyed on erasure, no score decides alone',
        ],
      },
      {
        says: 'a replay gives the same score and reasons',
        ...{
          file: 'tests/case/way.test.ts',
          test: 'a score of the model is computed again to the bit, and explained in words',
        },
      },
      {
        says: 'the record of a case holds who reviewed it',
        ...{ file: 'tests/case/way.test.ts', test: 'a closed case is sealed with its whole history' },
      },
    ],
  },
]
