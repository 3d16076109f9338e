import { describe, expect, test } from 'vitest'
import { bandOf, dutiesOf } from './duties.ts'
import { loadPack, shippedPacks } from './pack.ts'

const names = (id: string, kinds: Parameters<typeof dutiesOf>[1]) =>
  dutiesOf(loadPack(id), kinds).map((duty) => [duty.id, duty.queue, duty.due_days])

describe('India’s bands, by the end of the day: due on 31 March', () => {
  test.each([
    ['2026-03-30', null],
    ['2026-03-31', 'SMA-0'],
    ['2026-04-29', 'SMA-0'],
    ['2026-04-30', 'SMA-1'],
    ['2026-05-29', 'SMA-1'],
    ['2026-05-30', 'SMA-2'],
    ['2026-06-28', 'SMA-2'],
    ['2026-06-29', 'NPA'],
  ])('%s is %s', (day, band) => {
    expect(bandOf(loadPack('in'), '2026-03-31', day)).toBe(band)
  })
})

test('a concession in India asks whether it is a restructuring', () => {
  for (const kind of ['contract_change', 'date_change'] as const)
    expect(names('in', [kind])).toEqual([['in.restructuring-review', 'supervisors', 7]])
  expect(names('in', ['message', 'referral', 'restriction'])).toEqual([])
})

test('forbearance in the UK is recorded at once and reviewed later', () => {
  for (const kind of ['contract_change', 'date_change'] as const)
    expect(names('uk', [kind])).toEqual([
      ['uk.forbearance-record', 'supervisors', 5],
      ['uk.forbearance-review', 'cases', 90],
    ])
})

test('a cut of a line in the US asks for an adverse action notice within 30 days; nothing else does', () => {
  expect(names('us', ['referral', 'restriction'])).toEqual([['us.adverse-action-notice', 'supervisors', 30]])
  expect(names('us', ['contract_change', 'message'])).toEqual([])
})

test('a concession in the EU is recorded as forborne', () => {
  for (const kind of ['contract_change', 'date_change'] as const)
    expect(names('eu', [kind])).toEqual([['eu.forbearance-record', 'supervisors', 5]])
})

test.each(shippedPacks)(
  '%s: logs for six months or more, erasure by key, no decision by a score alone, a way to contest',
  (id) => {
    const { records } = loadPack(id).documents.duties
    expect(records.retention_days).toBeGreaterThanOrEqual(183)
    expect(records).toMatchObject({ erasure: 'key-destruction', auto_decide: false, breach_report_hours: 72 })
    expect(records.contest).not.toBe('')
  },
)

test('India keeps its data in India, logs for a year, and speaks both languages', () => {
  const { records } = loadPack('in').documents.duties
  expect(records).toMatchObject({ residency: 'in', notice_languages: ['en', 'hi'], consent_version: '1' })
  expect(records.retention_days).toBeGreaterThanOrEqual(365)
})
