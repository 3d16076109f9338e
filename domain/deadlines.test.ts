import { expect, test } from 'vitest'
import { approvalEnds_ms, dueDatePassed_ms, outcomeFinal_ms, slaDue_ms } from './deadlines.ts'

const calendar = { zone: 'Asia/Kolkata', holidays: new Set(['2026-11-24']) }
const at = (local: string) => Date.parse(`${local}:00+05:30`)

test('an approval of a Friday lasts until Tuesday, and a holiday does not count', () => {
  const noHoliday = { ...calendar, holidays: new Set<string>() }
  expect(approvalEnds_ms(at('2026-11-20T15:00'), '2026-12-12', noHoliday)).toBe(at('2026-11-24T15:00'))
  expect(approvalEnds_ms(at('2026-11-20T15:00'), '2026-12-12', calendar)).toBe(at('2026-11-25T15:00'))
})

test('an approval never lasts past the due date', () => {
  expect(approvalEnds_ms(at('2026-11-20T15:00'), '2026-11-21', calendar)).toBe(at('2026-11-22T00:00'))
})

test('the due date has passed when its day is over in the bank’s zone', () => {
  expect(dueDatePassed_ms('2026-12-12', 'Asia/Kolkata')).toBe(at('2026-12-13T00:00'))
})

test('an outcome is final when day 29 is over', () => {
  expect(outcomeFinal_ms('2026-03-31', 'Asia/Kolkata')).toBe(at('2026-04-30T00:00'))
})

test('SLA hours stand still on weekends and holidays', () => {
  expect(slaDue_ms(at('2026-11-18T10:00'), 4, calendar)).toBe(at('2026-11-18T14:00'))
  expect(slaDue_ms(at('2026-11-20T22:00'), 4, calendar)).toBe(at('2026-11-23T02:00'))
  expect(slaDue_ms(at('2026-11-21T11:00'), 4, calendar)).toBe(at('2026-11-23T04:00'))
  expect(slaDue_ms(at('2026-11-23T12:00'), 24, calendar)).toBe(at('2026-11-25T12:00'))
})
