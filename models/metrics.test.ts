import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { DISTRESS_FOLDER } from './registry.ts'

/** What `npm run train` wrote of the shipped champion: how good it is, and whether its pretend bank is hard enough. */
type Figures = {
  examples: number
  notPaidOnTime: number
  baseRate: number
  auc: number
  aucOfScorecard: number
  averagePrecision: number
  brier: number
  logLoss: number
  logLossOfBaseRate: number
  calibrationSlope: number
  calibrationIntercept: number
  accuracyAtHalf: number
  accuracyOfAlwaysPaid: number
  cutOffs: Record<string, { flagged: number; precision: number; recall: number; lift: number }>
}
type Metrics = {
  test: Figures & { byLeadDays: Record<string, Figures>; byProduct: Record<string, Figures> }
  pretendBank: {
    beforeOnset: { daysBefore: [number, number]; examplesBeforeDistress: number; auc: number }
    healthy: { customers: number; withLookAlikeShock: number }
    flaggedShare: Record<'distress' | 'look-alike' | 'calm', number>
  }
}

let metrics: Metrics
beforeAll(async () => {
  const read = async (file: string) => JSON.parse(await readFile(join(DISTRESS_FOLDER, file), 'utf8'))
  const { champion } = await read('aliases.json')
  metrics = await read(join(champion, 'metrics.json'))
})

describe('the pretend bank is hard enough to mean something', () => {
  test('the nearer the due date, the better it is seen: 0.60 to 0.80 at 28 days, no more than 0.92 at 7', () => {
    const [at28, at21, at14, at7] = [28, 21, 14, 7].map((lead) => metrics.test.byLeadDays[lead]!.auc)
    expect(at28).toBeGreaterThanOrEqual(0.6)
    expect(at28).toBeLessThanOrEqual(0.8)
    expect(at21).toBeGreaterThan(at28!)
    expect(at14).toBeGreaterThan(at21!)
    expect(at7).toBeGreaterThan(at14!)
    expect(at7).toBeLessThanOrEqual(0.92)
  })

  test('90 days and more before its onset distress is hardly told from none', () => {
    const { daysBefore, examplesBeforeDistress, auc } = metrics.pretendBank.beforeOnset
    expect(daysBefore[0]).toBe(90)
    expect(examplesBeforeDistress).toBeGreaterThan(200)
    expect(auc).toBeLessThanOrEqual(0.6)
  })

  test('at least a fifth of the healthy had a shock that looks like distress', () => {
    expect(metrics.pretendBank.healthy.customers).toBeGreaterThan(100)
    expect(metrics.pretendBank.healthy.withLookAlikeShock).toBeGreaterThanOrEqual(0.2)
  })

  test('who is in distress is flagged far more often than who only looks it, or neither', () => {
    const { distress, calm, 'look-alike': lookAlike } = metrics.pretendBank.flaggedShare
    expect(distress).toBeGreaterThan(2 * lookAlike)
    expect(distress).toBeGreaterThan(2 * calm)
  })
})

describe('the champion', () => {
  test('ranks better than the scorecard at every lead, and foresees better than the base rate', () => {
    for (const figures of [metrics.test, ...Object.values(metrics.test.byLeadDays)]) {
      expect(figures.auc).toBeGreaterThan(figures.aucOfScorecard)
      expect(figures.averagePrecision).toBeGreaterThan(2 * figures.baseRate)
      expect(figures.logLoss).toBeLessThan(figures.logLossOfBaseRate)
      expect(figures.brier).toBeLessThan(figures.baseRate * (1 - figures.baseRate))
    }
  })

  test('is calibrated', () => {
    expect(metrics.test.calibrationSlope).toBeGreaterThan(0.8)
    expect(metrics.test.calibrationSlope).toBeLessThan(1.25)
    expect(Math.abs(metrics.test.calibrationIntercept)).toBeLessThan(0.25)
  })

  test('has its lift at both cut-offs, and accuracy only beside the majority', () => {
    for (const { lift, flagged } of Object.values(metrics.test.cutOffs)) {
      expect(flagged).toBeGreaterThan(0)
      expect(lift).toBeGreaterThan(3)
    }
    expect(metrics.test.accuracyOfAlwaysPaid).toBeCloseTo(1 - metrics.test.baseRate, 4)
  })
})
