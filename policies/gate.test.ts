import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../domain/calendar.ts'
import { at, fineFacts } from './examples/gate-facts.ts'
import { passGate, type GateFacts } from './gate.ts'
import { loadPack, type Pack } from './pack.ts'

const pack = loadPack('in')
const KOLKATA = 'Asia/Kolkata'
const fine = fineFacts(pack)
const gate = (changed: Partial<GateFacts>, within: Pack = pack) => passGate(within, { ...fine, ...changed })

/** The pack with other contact rules. */
function packWith(change: (documents: Pack['documents']) => void): Pack {
  const copy = structuredClone(pack)
  change(copy.documents)
  return copy
}

test('a verdict holds the pack and the facts, but the text only by its hash', () => {
  const { message, registrations: _, ...facts } = fine
  const verdict = gate({})
  expect(verdict).toMatchObject({ verdict: 'pass', rule: 'gate.passed', pack: pack.ref, facts })
  expect(verdict.facts.message.textSha256).toMatch(/^[0-9a-f]{64}$/)
  expect(verdict.facts.registrations).toContain('text-1')
  expect(JSON.stringify(verdict)).not.toContain(message.text)
})

test('the moment that is named as lawful passes, and the one before it does not', () => {
  const { until } = gate({ now_ms: at('23:10', KOLKATA) })
  expect(gate({ now_ms: Date.parse(until ?? '') }).verdict).toBe('pass')
  expect(gate({ now_ms: Date.parse(until ?? '') - 1 }).verdict).toBe('wait')
})

test('a lawful moment is lawful by every rule: a cap that ends on a quiet day waits for the day after', () => {
  const now_ms = at('11:00', KOLKATA, '2026-11-04')
  const message = { channel: 'sms', kind: 'message' } as const
  const contacts = [now_ms - 3 * DAY_MS, now_ms - 2 * DAY_MS].map((ms) => ({
    ...message,
    at: new Date(ms).toISOString(),
  }))
  const { rule, until } = gate({ now_ms, contacts })
  expect([rule, until]).toEqual(['in.cap-week', new Date(at('09:00', KOLKATA, '2026-11-09')).toISOString()])
})

test.each([
  ['the day on which clocks go forward', '2027-03-13', '2027-03-14T12:00:00.000Z'],
  ['the day on which they go back', '2026-10-31', '2026-11-01T13:00:00.000Z'],
])('the window opens at eight by the customer’s clock, also on %s', (_, evening, opens) => {
  const us = loadPack('us')
  us.documents.pack.status = 'in-force'
  us.documents.pack.effective = '2026-01-01'
  const facts = {
    ...fineFacts(us),
    zone: 'America/New_York',
    now_ms: at('23:00', 'America/New_York', evening),
  }
  expect(passGate(us, facts)).toMatchObject({ verdict: 'wait', until: opens })
  expect(passGate(us, { ...facts, now_ms: Date.parse(opens) }).verdict).toBe('pass')
})

test('every block says who must look at it', () => {
  expect(gate({ vulnerabilities: ['health'] }).queue).toBe('specialist')
  expect(gate({ killSwitches: [{ scope: 'global', value: '*' }] }).queue).toBe('operations')
  expect(gate({ registrations: [] }).queue).toBe('operations')
  expect(gate({ optedOut: true }).queue).toBe('cases')
})

describe('rules as data', () => {
  test.each(['us', 'eu'] as const)('the draft %s cannot send', (id) => {
    const draft = loadPack(id)
    expect(draft.documents.pack.status).toBe('draft')
    expect(passGate(draft, fineFacts(draft))).toMatchObject({ verdict: 'block', rule: 'gate.pack-is-draft' })
  })
  test('the United Kingdom is complete: a lawful step passes', () => {
    const uk = loadPack('uk')
    expect(passGate(uk, fineFacts(uk)).verdict).toBe('pass')
  })
  test('a rule does not hold before its effective date', () => {
    const later = packWith((documents) => {
      const first = documents['contact-rules'].rules.find((rule) => rule.kind === 'channel_off')
      if (first)
        documents['contact-rules'].rules.push({
          ...first,
          id: 'in.sms-off',
          effective: '2026-12-01',
          channels: ['sms'],
        })
    })
    expect(gate({}, later).verdict).toBe('pass')
    expect(gate({ now_ms: at('11:00', KOLKATA, '2026-12-01') }, later)).toMatchObject({ rule: 'in.sms-off' })
  })
  test('loaded history is judged as on the first day of the pack', () => {
    const now_ms = at('11:00', KOLKATA, '1998-12-18')
    const registrations = (fine.registrations ?? []).map((each) => ({ ...each, validFrom: '1970-01-01' }))
    const consents = (fine.consents ?? []).map((each) => ({ ...each, at: '1998-01-05T04:30:00Z' }))
    expect(gate({ now_ms, registrations, consents }).verdict).toBe('pass')
    expect(gate({ now_ms, registrations, consents, optedOut: true }).verdict).toBe('block')
  })
  test('the draft of February 2026 becomes final by a change of data only', () => {
    const final = packWith((documents) => {
      for (const rule of documents['contact-rules'].rules)
        if (rule.id === 'in.holds') rule.status = 'in-force'
    })
    for (const within of [pack, final])
      expect(gate({ holds: ['sensitive_occasion'] }, within)).toMatchObject({
        verdict: 'block',
        rule: 'in.holds',
      })
  })
  test.each([
    'contact',
    'party',
    'hold',
    'opt_out',
    'basis',
    'vulnerability',
    'human_decision',
    'window',
    'cap',
  ])('a pack without an answer to %s cannot send', (kind) => {
    const without = packWith(({ 'contact-rules': contact }) => {
      contact.rules = contact.rules.filter((rule) => rule.kind !== kind)
    })
    expect(gate({}, without)).toMatchObject({
      verdict: 'block',
      rule: `gate.no-rule.${kind}`,
      queue: 'policy',
    })
  })
  test('an unconfirmed basis does not permit, an unconfirmed window does restrict', () => {
    const unsure = (kind: string) =>
      packWith((documents) => {
        for (const rule of documents['contact-rules'].rules)
          if (rule.kind === kind) rule.status = 'unconfirmed'
      })
    expect(gate({}, unsure('basis'))).toMatchObject({ verdict: 'block', rule: 'gate.no-rule.basis' })
    expect(gate({ now_ms: at('22:00', KOLKATA) }, unsure('window')).verdict).toBe('wait')
  })
  test('windows without a moment in common block', () => {
    const never = packWith((documents) => {
      for (const rule of documents['contact-rules'].rules)
        if (rule.id === 'in.contact-window-bank' && rule.kind === 'window') rule.window = ['20:00', '21:00']
    })
    expect(gate({}, never)).toMatchObject({ verdict: 'block', rule: 'gate.no-lawful-moment' })
  })
})
