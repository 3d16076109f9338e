import { expect, test } from 'vitest'
import { loadPack } from './pack.ts'
import { urgencyOf } from './urgency.ts'

const pack = loadPack('in')

test('all at their worst add up to a hundred, all at their best to nothing', () => {
  expect(urgencyOf(pack, { probability: 1, days_to_due: 3, sla_used: 1, exposure: 1 }).total).toBe(100)
  expect(urgencyOf(pack, { probability: 0, days_to_due: 35, sla_used: 0, exposure: 0 }).total).toBe(0)
})

test('each part carries its weight', () => {
  expect(urgencyOf(pack, { probability: 0.4, days_to_due: 19, sla_used: 0.5, exposure: 0.2 }).parts).toEqual({
    probability: 14,
    due_nearness: 12.5,
    sla_used: 12.5,
    exposure: 3,
  })
})

test('an SLA that is overrun, a due date that has passed and an unknown probability stay within their parts', () => {
  expect(
    urgencyOf(pack, { probability: null, days_to_due: -2, sla_used: 3, exposure: 0 }).parts,
  ).toMatchObject({
    probability: 0,
    due_nearness: 25,
    sla_used: 25,
  })
})
