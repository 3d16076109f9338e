import { expect, test } from 'vitest'
import type { Hardship } from '../domain/hardship.ts'
import { planSchema } from '../domain/plan.ts'
import { audienceOf, composePlan, purposeOf, type PlanInput } from './compose.ts'
import { interventionFor } from './intervene.ts'
import { loadPack } from './pack.ts'

const pack = loadPack('in')
const input: PlanInput = {
  caseId: `case-c_${'a'.repeat(26)}-1`,
  version: 1,
  language: 'en',
  channels: ['sms', 'email'],
  senders: { sms: '+15005550006' },
  tone: { level: 'HIGH', audience: 'everyone', history: 'unknown', engagement: 'new' },
}

function planFor(hardship: Hardship, level: 'HIGH' | 'MEDIUM', changed: Partial<PlanInput> = {}) {
  const intervention = interventionFor(pack, hardship, level)
  if (!intervention) throw new Error('no such cell')
  return composePlan(pack, intervention, { ...input, ...changed })
}

test('a plan is one SMS with the exact text, the name left open', () => {
  const plan = planSchema.parse(planFor('INCOME_SHOCK', 'HIGH'))
  expect(plan.steps).toHaveLength(1)
  expect(plan.steps[0]).toMatchObject({
    ...{ index: 0, channel: 'sms', sender: '+15005550006', language: 'en', tone: 'gentle' },
    templateId: 'income-shock.high',
  })
  expect(plan.steps[0]?.text).toContain(
    'Hello {{first_name}}, this is Demo Bank. Take all the time you need.',
  )
  expect(plan.steps[0]?.text).toContain('1800 000 0100')
})

test('where there are two senders the plan has both channels in order, and only the e-mail a subject', () => {
  const { steps } = planFor('INCOME_SHOCK', 'HIGH', {
    senders: { sms: '+15005550006', email: 'help@bank.example' },
  })
  expect(steps.map(({ index, channel, subject }) => [index, channel, subject])).toEqual([
    [0, 'sms', undefined],
    [1, 'email', 'A note from Demo Bank'],
  ])
})

test('a customer who reads Hindi gets Hindi, and one whose language is unknown gets English', () => {
  expect(planFor('INCOME_SHOCK', 'HIGH', { language: 'hi' }).steps[0]?.text).toContain('नमस्ते')
  expect(planFor('INCOME_SHOCK', 'HIGH', { language: null }).steps[0]?.language).toBe('en')
  expect(planFor('INCOME_SHOCK', 'HIGH', { language: 'ta' }).steps[0]?.language).toBe('en')
})

test('a text that is missing in a language falls back to English', () => {
  const poorer = structuredClone(pack)
  for (const template of poorer.documents.templates.templates) delete template.bodies['hi']
  const intervention = interventionFor(poorer, 'OVERSPENDING', 'HIGH')
  const plan = intervention && composePlan(poorer, intervention, { ...input, language: 'hi' })
  expect(plan?.steps[0]).toMatchObject({ language: 'en', text: expect.stringContaining('Hello') })
})

test('no sender or no reachable channel gives no step', () => {
  expect(planFor('INCOME_SHOCK', 'HIGH', { senders: {} }).steps).toEqual([])
  expect(planFor('INCOME_SHOCK', 'HIGH', { channels: [] }).steps).toEqual([])
})

test('manual review and monitoring have no steps', () => {
  expect(planFor('NONE', 'HIGH').steps).toEqual([])
  expect(planFor('NONE', 'MEDIUM').steps).toEqual([])
})

test('tips and tools ask for a basis of their own', () => {
  expect(purposeOf(pack, 'liquidity-stress.medium')).toBe('wellness')
  expect(purposeOf(pack, 'expense-compression.medium')).toBe('wellness')
  expect(purposeOf(pack, 'income-shock.high')).toBe('servicing')
})

test('only the adapted wording is for vulnerable customers', () => {
  const audience = (tone: PlanInput['tone']) =>
    audienceOf(pack, planFor('INCOME_SHOCK', 'HIGH', { tone }).steps[0] ?? {})
  expect(audience(input.tone)).toBe('everyone')
  expect(audience({ ...input.tone, audience: 'vulnerable' })).toBe('vulnerable')
})
