import { expect, test } from 'vitest'
import { cheapest, proposals, weigh, type Assumptions, type Workload } from './thresholds.ts'

/** 1,000 obligations of 1,000 customers in 10 days, 100 of them not paid on time. */
const workload: Workload = {
  ...{ obligations: 1000, notPaidOnTime: 100, customers: 1000, days: 10 },
  byCut: [
    { cut: 0.1, flagged: 300, caught: 70 },
    { cut: 0.12, flagged: 290, caught: 70 },
    { cut: 0.2, flagged: 120, caught: 50 },
    { cut: 0.4, flagged: 40, caught: 30 },
    { cut: 0.6, flagged: 10, caught: 9 },
  ],
}
const assumptions: Assumptions = {
  ...{ miss_hours: 10, medium_hours: 0.25, high_hours: 1, mediumAverted: 0.1, highAverted: 0.3 },
  capacity_hours: 1000,
}
const cuts = (given: Partial<Assumptions> = {}) => {
  const all = { ...assumptions, ...given }
  const { high, medium } = cheapest(proposals(workload, all), all)
  return [high.cut, medium.cut]
}

test('cost is what is not averted, and the work', () => {
  const [, , medium, high] = workload.byCut
  expect(weigh(workload, assumptions, high!, medium!)).toMatchObject({
    // 40 cases of an hour and 80 of a quarter, in 10 days.
    work_hours: 6,
    highCases: 4,
    mediumCases: 8,
    // 30 · 0.3 + 20 · 0.1 = 11 of the 100 misses are averted.
    cost_hours: 89 * 10 + 60,
  })
})

test('the cheapest pair is taken, from the grid alone', () => expect(cuts()).toEqual([0.4, 0.2]))

test('misses that cost more are looked for further down', () =>
  expect(cuts({ miss_hours: 100 })).toEqual([0.2, 0.1]))

test('a team that can do less is given less', () => {
  expect(cuts({ capacity_hours: 4 })).toEqual([0.6, 0.2])
  expect(cuts({ capacity_hours: 2 })).toEqual([0.6, 0.4])
  expect(cuts({ capacity_hours: 0.1 })).toEqual([0.6, 0.4])
})
