import { expect, test } from 'vitest'
import { DAY_MS } from '../../domain/calendar.ts'
import { ERASED_KEPT_DAYS } from '../../domain/erasure.ts'
import { openLeftOut } from './left-out.ts'

const ERASED_MS = Date.parse('2026-03-02T10:00:00Z')
const BACK_MS = ERASED_MS + ERASED_KEPT_DAYS * DAY_MS

function afterErasure() {
  const leftOut = openLeftOut()
  leftOut.hear('c_a', false, ERASED_MS - 1000)
  leftOut.hear('c_a', true, ERASED_MS)
  leftOut.hear('c_a', false, ERASED_MS + 1000)
  return leftOut
}

test('all of an erased customer is left out, and of others nothing', () => {
  const leftOut = afterErasure()
  expect(leftOut.isLeftOut('c_a', false, ERASED_MS - 1000, ERASED_MS)).toBe(true)
  expect(leftOut.isLeftOut('c_a', false, ERASED_MS + 1000, ERASED_MS)).toBe(true)
  expect(leftOut.isLeftOut('c_b', false, ERASED_MS - 1000, ERASED_MS)).toBe(false)
})

test('the erasure stays as long as it has something to drop, then it goes too', () => {
  const leftOut = afterErasure()
  expect(leftOut.isLeftOut('c_a', true, ERASED_MS, BACK_MS - 1)).toBe(false)
  expect(leftOut.gone(BACK_MS - 1)).toEqual([])
  expect(leftOut.isLeftOut('c_a', true, ERASED_MS, BACK_MS)).toBe(true)
  expect(leftOut.gone(BACK_MS)).toEqual(['c_a'])
})

test('who came back keeps what came since, and the erasure from which their states are counted on', () => {
  const leftOut = afterErasure()
  leftOut.hear('c_a', false, BACK_MS)
  expect(leftOut.isLeftOut('c_a', false, BACK_MS, BACK_MS)).toBe(false)
  expect(leftOut.isLeftOut('c_a', true, ERASED_MS, BACK_MS)).toBe(false)
  expect(leftOut.isLeftOut('c_a', false, ERASED_MS - 1000, BACK_MS)).toBe(true)
  expect(leftOut.gone(BACK_MS)).toEqual([])
})

test('who is erased a second time after coming back loses what came since', () => {
  const leftOut = afterErasure()
  leftOut.hear('c_a', false, BACK_MS)
  leftOut.hear('c_a', true, BACK_MS + 1)
  expect(leftOut.isLeftOut('c_a', false, BACK_MS, BACK_MS + 2)).toBe(true)
  expect(leftOut.isLeftOut('c_a', true, ERASED_MS, BACK_MS + 2)).toBe(true)
  expect(leftOut.isLeftOut('c_a', true, BACK_MS + 1, BACK_MS + 2)).toBe(false)
})

test('where an evaluation is kept as proof, the erasure stays, so that its id is not given again', () => {
  const leftOut = afterErasure()
  expect(leftOut.erased()).toEqual(['c_a'])
  leftOut.keepErasureOf(['c_a'])
  expect(leftOut.isLeftOut('c_a', true, ERASED_MS, BACK_MS)).toBe(false)
  expect(leftOut.isLeftOut('c_a', false, ERASED_MS + 1000, BACK_MS)).toBe(true)
  expect(leftOut.gone(BACK_MS)).toEqual([])
})
