import { expect, test } from 'vitest'
import { loadPack } from '../policies/pack.ts'
import { openUrgencies, restAfter } from './urgency.ts'

const pack = loadPack('in')
const OPENED = '2026-03-02T04:30:00.000Z'
const SLA_H = 24
const DAY_MS = 86_400_000
const record = {
  ...{ product: 'loan', exposureMinor: 500, probability: 0.5, dueDate: '2026-03-20' },
  ...{ openedAt: OPENED, slaDueAt: new Date(Date.parse(OPENED) + SLA_H * 3_600_000).toISOString() },
  ...{ stage: 'awaiting_decision' as const, urgency: 40 },
}

/** Urgencies at a bank time, with two exposures known of loans. */
async function at(bank: string) {
  const bankFrom_ms = Date.parse(bank)
  const { now, stop } = openUrgencies({
    database: { query: () => Promise.resolve({ rows: [{ product: 'loan', steps: [100, 900] }] }) },
    packs: { inForce: () => Promise.resolve(pack) },
    clock: { current: () => [{ wallFrom_ms: 0, bankFrom_ms, speed: 0 }] },
    log: { warn: () => undefined },
    settings: { pack: 'in', bankZone: 'UTC' },
  } as never)
  stop()
  return now()
}

test('what is read is as urgent as bank time makes it, without waiting for the order to be kept up', async () => {
  const early = await at(OPENED)
  const halfway = await at(new Date(Date.parse(OPENED) + (SLA_H / 2) * 3_600_000).toISOString())
  const { sla_used, exposure } = pack.documents.urgency.weights
  expect(halfway.shown(record) - early.shown(record)).toBeCloseTo(sla_used / 2, 6)
  expect(early.of(record).parts.exposure).toBeCloseTo(exposure / 2, 6)
})

test('what is raised stays above a hundred, and what is decided keeps what it had', async () => {
  const later = await at(new Date(Date.parse(OPENED) + 10 * DAY_MS).toISOString())
  expect(later.shown({ ...record, urgency: 140 })).toBeCloseTo(later.of(record).total + 100, 6)
  expect(later.shown({ ...record, stage: 'monitoring' })).toBe(40)
})

test('the order is kept up once a bank minute, at most every five seconds, and never for more than a twentieth of the time', () => {
  expect(restAfter(10, 1)).toBe(60_000)
  expect(restAfter(10, 4)).toBe(15_000)
  expect(restAfter(10, 720)).toBe(5_000)
  expect(restAfter(10, 0)).toBe(60_000)
  expect(restAfter(2_000, 720)).toBe(40_000)
})
