import { expect, test } from 'vitest'
import type { CaseRow } from '../../api/contract.ts'
import { mergeRows } from './merge-rows.ts'

const row = (id: string, urgency: number) => ({ id, urgency }) as CaseRow
const ids = (pages: CaseRow[][]) => pages.map((rows) => rows.map(({ id }) => id))
const pages = [[row('a', 90), row('b', 80)], [row('c', 70)]]
const sort = 'urgency' as const

test('a row that changed its place is found at the new one, and once', () => {
  const merged = mergeRows(pages, ['c'], [row('c', 85)], { sort, isWhole: true })
  expect(ids(merged)).toEqual([['a', 'c', 'b'], []])
})

test('a row that no longer fits leaves, and a new one comes to its place', () => {
  expect(ids(mergeRows(pages, ['a', 'n'], [row('n', 75)], { sort, isWhole: true }))).toEqual([
    ['b'],
    ['n', 'c'],
  ])
})

test('behind the last known row a new one waits for the page to come, unless all is known', () => {
  expect(ids(mergeRows(pages, ['z'], [row('z', 10)], { sort, isWhole: false }))).toEqual([['a', 'b'], ['c']])
  expect(ids(mergeRows(pages, ['z'], [row('z', 10)], { sort, isWhole: true }))).toEqual([
    ['a', 'b'],
    ['c', 'z'],
  ])
})
