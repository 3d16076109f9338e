import { describe, expect, test } from 'vitest'
import { instantAt } from '../domain/bank-time.ts'
import { passGate, type GateFacts } from './gate.ts'
import { loadPack, type Pack } from './pack.ts'

const pack = loadPack('in')
const KOLKATA = 'Asia/Kolkata'
// 2026-11-20 is a Friday.
const at = (clock: string, date = '2026-11-20', zone = KOLKATA): number => {
  const [hours, minutes] = clock.split(':').map(Number)
  return instantAt(date, (hours ?? 0) * 60 + (minutes ?? 0), zone)
}
const consent = {
  channel: 'sms',
  purpose: 'servicing',
  basis: 'consent',
  status: 'granted',
  at: '2026-01-05T04:30:00Z',
} as const
const fine: GateFacts = {
  now_ms: at('11:00'),
  zone: KOLKATA,
  channel: 'sms',
  purpose: 'servicing',
  consents: [consent],
  optedOut: false,
  contactKnown: true,
  holds: [],
}
const gate = (changed: Partial<GateFacts>, within: Pack = pack) => passGate(within, { ...fine, ...changed })

/** The pack with other contact rules. */
function packWith(change: (rules: Pack['documents']['contact-rules']) => void): Pack {
  const copy = structuredClone(pack)
  change(copy.documents['contact-rules'])
  return copy
}

test('a lawful step passes, and the verdict holds the facts', () => {
  expect(gate({})).toEqual({ verdict: 'pass', rule: 'gate.passed', facts: fine })
})

describe('contact hours', () => {
  const regulator = packWith((contact) => {
    contact.rules = contact.rules.filter((rule) => rule.id !== 'in.contact-window-bank')
  })
  test('07:59 in Kolkata waits until 08:00 by the regulator, 08:00 does not wait', () => {
    expect(gate({ now_ms: at('07:59') }, regulator)).toMatchObject({
      verdict: 'wait',
      rule: 'in.contact-window',
      until: '2026-11-20T02:30:00.000Z',
    })
    expect(gate({ now_ms: at('08:00') }, regulator).verdict).toBe('pass')
  })
  test('18:59 passes by the regulator, 19:00 and 19:01 wait until the next morning', () => {
    expect(gate({ now_ms: at('18:59') }, regulator).verdict).toBe('pass')
    for (const clock of ['19:00', '19:01']) {
      expect(gate({ now_ms: at(clock) }, regulator)).toMatchObject({
        verdict: 'wait',
        rule: 'in.contact-window',
        until: '2026-11-21T02:30:00.000Z',
      })
    }
  })
  test('the narrower hours of the bank hold too: 07:59 and 08:30 wait until 09:00, 18:30 until the next day', () => {
    expect(gate({ now_ms: at('07:59') }).until).toBe('2026-11-20T03:30:00.000Z')
    expect(gate({ now_ms: at('08:30') })).toMatchObject({
      verdict: 'wait',
      rule: 'in.contact-window-bank',
      until: '2026-11-20T03:30:00.000Z',
    })
    expect(gate({ now_ms: at('18:29') }).verdict).toBe('pass')
    expect(gate({ now_ms: at('18:30') }).until).toBe('2026-11-21T03:30:00.000Z')
  })
  test('the moment that is named as lawful passes', () => {
    const { until } = gate({ now_ms: at('23:10') })
    expect(gate({ now_ms: Date.parse(until ?? '') }).verdict).toBe('pass')
    expect(gate({ now_ms: Date.parse(until ?? '') - 1 }).verdict).toBe('wait')
  })
  test('the clock is the customer’s, not the bank’s', () => {
    const noonInKolkata = at('12:00')
    expect(gate({ now_ms: noonInKolkata, zone: 'America/New_York' })).toMatchObject({
      verdict: 'wait',
      until: new Date(at('09:00', '2026-11-20', 'America/New_York')).toISOString(),
    })
  })
  test('a zone that is unknown blocks', () => {
    expect(gate({ zone: null })).toMatchObject({ verdict: 'block', rule: 'gate.zone-unknown' })
    expect(gate({ zone: 'Mars/Olympus' })).toMatchObject({ verdict: 'block', rule: 'gate.zone-unknown' })
  })
})

describe('business days, where the pack asks for them', () => {
  const businessOnly = packWith((contact) => {
    contact.holidays = ['2026-11-23']
    for (const rule of contact.rules) if (rule.kind === 'window') rule.days = 'business'
  })
  test('Friday evening waits over the weekend and the holiday until Tuesday', () => {
    expect(gate({ now_ms: at('19:01') }, businessOnly).until).toBe('2026-11-24T03:30:00.000Z')
  })
  test('Saturday noon waits too, and Friday noon does not', () => {
    expect(gate({ now_ms: at('12:00', '2026-11-21') }, businessOnly)).toMatchObject({
      verdict: 'wait',
      until: '2026-11-24T03:30:00.000Z',
    })
    expect(gate({ now_ms: at('12:00') }, businessOnly).verdict).toBe('pass')
  })
  test('windows without a moment in common block', () => {
    const never = packWith((contact) => {
      for (const rule of contact.rules) {
        if (rule.id === 'in.contact-window-bank' && rule.kind === 'window') rule.window = ['20:00', '21:00']
      }
    })
    expect(gate({}, never)).toMatchObject({ verdict: 'block', rule: 'gate.no-lawful-moment' })
  })
})

describe('lawful basis', () => {
  const withdrawn = { ...consent, status: 'withdrawn', at: '2026-11-01T00:00:00Z' } as const
  const blocked = { verdict: 'block', rule: 'in.basis-servicing' }
  test('no consent, an unknown one, or one for another channel or purpose blocks', () => {
    expect(gate({ consents: [] })).toMatchObject(blocked)
    expect(gate({ consents: null })).toMatchObject(blocked)
    expect(gate({ consents: [{ ...consent, channel: 'email' }] })).toMatchObject(blocked)
    expect(gate({ consents: [{ ...consent, purpose: 'wellness' }] })).toMatchObject(blocked)
  })
  test('a basis that the pack does not accept blocks', () => {
    expect(gate({ consents: [{ ...consent, basis: 'legitimate_interest' }] })).toMatchObject(blocked)
  })
  test('a withdrawn consent blocks, in whatever order the records come', () => {
    expect(gate({ consents: [consent, withdrawn] })).toMatchObject(blocked)
    expect(gate({ consents: [withdrawn, consent] })).toMatchObject(blocked)
  })
  test('of two records at one instant the withdrawal wins', () => {
    expect(gate({ consents: [consent, { ...withdrawn, at: consent.at }] })).toMatchObject(blocked)
  })
  test('a consent given anew after the withdrawal passes', () => {
    const anew = { ...consent, at: '2026-11-02T00:00:00Z' }
    expect(gate({ consents: [consent, withdrawn, anew] }).verdict).toBe('pass')
  })
  test('tips need a consent of their own', () => {
    expect(gate({ purpose: 'wellness' })).toMatchObject({ verdict: 'block', rule: 'in.basis-wellness' })
    expect(gate({ purpose: 'wellness', consents: [{ ...consent, purpose: 'wellness' }] }).verdict).toBe(
      'pass',
    )
  })
})

describe('what forbids altogether', () => {
  test.each([
    ['an opt-out', { optedOut: true }, 'in.opt-out'],
    ['an unknown opt-out', { optedOut: null }, 'in.opt-out'],
    ['no address', { contactKnown: false }, 'in.contact-known'],
    ['an unknown address', { contactKnown: null }, 'in.contact-known'],
    ['a bereavement', { holds: ['bereavement'] }, 'in.holds'],
    ['unknown holds', { holds: null }, 'in.holds'],
    ['voice', { channel: 'voice' }, 'in.voice-off'],
    ['WhatsApp', { channel: 'whatsapp' }, 'in.channels-without-texts'],
  ] as const)('%s blocks', (_, changed, rule) => {
    expect(gate(changed as Partial<GateFacts>)).toMatchObject({ verdict: 'block', rule })
  })
  test('it blocks at night too: a later moment would not help', () => {
    expect(gate({ optedOut: true, now_ms: at('03:00') }).verdict).toBe('block')
  })
})

describe('rules as data', () => {
  test('a draft pack cannot send', () => {
    const draft = structuredClone(pack)
    draft.documents.pack.status = 'draft'
    expect(gate({}, draft)).toMatchObject({ verdict: 'block', rule: 'gate.pack-is-draft' })
  })
  test('a rule does not hold before its effective date', () => {
    const later = packWith((contact) => {
      contact.rules.push({
        id: 'in.sms-off',
        kind: 'channel_off',
        blocks: 'every SMS',
        status: 'in-force',
        source: 'a test',
        effective: '2026-12-01',
        channels: ['sms'],
      })
    })
    expect(gate({}, later).verdict).toBe('pass')
    expect(gate({ now_ms: at('11:00', '2026-12-01') }, later)).toMatchObject({ rule: 'in.sms-off' })
  })
  test('loaded history is judged as on the first day of the pack', () => {
    expect(gate({ now_ms: at('11:00', '1998-12-18') }).verdict).toBe('pass')
    expect(gate({ now_ms: at('11:00', '1998-12-18'), optedOut: true }).verdict).toBe('block')
  })
  test('a question that no rule answers blocks', () => {
    const without = packWith((contact) => {
      contact.rules = contact.rules.filter((rule) => rule.kind !== 'window')
    })
    expect(gate({}, without)).toMatchObject({ verdict: 'block', rule: 'gate.no-rule.window' })
  })
  test('an unconfirmed basis does not permit, an unconfirmed window does restrict', () => {
    const unsure = (kind: string) =>
      packWith((contact) => {
        for (const rule of contact.rules) if (rule.kind === kind) rule.status = 'unconfirmed'
      })
    expect(gate({}, unsure('basis'))).toMatchObject({ verdict: 'block', rule: 'gate.no-rule.basis' })
    expect(gate({ now_ms: at('22:00') }, unsure('window')).verdict).toBe('wait')
  })
})
