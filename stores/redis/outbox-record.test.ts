import { expect, test } from 'vitest'
import { decodePage, PAGE_RECORDS_MAX, pagesOf, type OutboxRecord } from './outbox-record.ts'

const record = (text: string): OutboxRecord => ({
  topic: 'evaluations',
  key: 'c_x',
  value: JSON.stringify({ text }),
})

test('records come back as they went in, whatever their JSON holds', () => {
  const records = [record('two\nlines'), record(''), { topic: 'bank-events.rejected', key: '', value: '{}' }]
  expect(pagesOf(records).flatMap(decodePage)).toEqual(records)
})

test('no page is larger than what is published at once, and none is empty', () => {
  const records = Array.from({ length: PAGE_RECORDS_MAX + 1 }, (_, index) => record(String(index)))
  expect(pagesOf(records).map((page) => decodePage(page).length)).toEqual([PAGE_RECORDS_MAX, 1])
  expect(pagesOf([])).toEqual([])
})
