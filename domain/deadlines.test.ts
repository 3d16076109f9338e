import { expect, test } from 'vitest'
import { approvalEnds_ms, dueDatePassed_ms, outcomeFinal_ms, pausedSla, slaSteps } from './deadlines.ts'

const calendar = {
  zone: 'Asia/Kolkata',
  holidays: new Set(['2026-11-24']),
  weekend: [0, 6],
  workingHours: ['09:00', '18:00'] as const,
}
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

test('SLA hours run in working hours only, and stand still on weekends and holidays', () => {
  const due = (from: string, hours: number) => slaSteps(at(from), hours, calendar).escalate_ms
  expect(due('2026-11-18T10:00', 4)).toBe(at('2026-11-18T14:00'))
  expect(due('2026-11-20T16:00', 4)).toBe(at('2026-11-23T11:00'))
  expect(due('2026-11-21T11:00', 4)).toBe(at('2026-11-23T13:00'))
  expect(due('2026-11-23T17:00', 4)).toBe(at('2026-11-25T12:00'))
  expect(due('2026-11-18T06:00', 9)).toBe(at('2026-11-18T18:00'))
  expect(due('2026-11-18T20:00', 24)).toBe(at('2026-11-23T15:00'))
})

test('an SLA reminds at three quarters, escalates when due and reassigns a quarter later', () => {
  expect(slaSteps(at('2026-11-18T09:00'), 8, calendar)).toEqual({
    remind_ms: at('2026-11-18T15:00'),
    escalate_ms: at('2026-11-18T17:00'),
    reassign_ms: at('2026-11-19T10:00'),
  })
})

test('a pause moves what has not come by its working time, and leaves what has', () => {
  const steps = slaSteps(at('2026-11-18T09:00'), 8, calendar)
  const pause = { from_ms: at('2026-11-18T16:00'), until_ms: at('2026-11-20T09:30') }
  expect(pausedSla(steps, pause, calendar)).toEqual({
    remind_ms: steps.remind_ms,
    escalate_ms: at('2026-11-20T10:30'),
    reassign_ms: at('2026-11-20T12:30'),
  })
})

test('a pause over a weekend costs nothing where it ends before work begins', () => {
  const steps = slaSteps(at('2026-11-20T14:00'), 8, calendar)
  const pause = { from_ms: at('2026-11-20T18:00'), until_ms: at('2026-11-23T08:00') }
  expect(pausedSla(steps, pause, calendar)).toEqual(steps)
})
