import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { inboxQuestions, type Question } from '../../bench/inbox/questions.ts'
import { insertCases } from '../../bench/kit/case-rows.ts'
import { inboxSorts } from '../../stores/postgres/inbox-query.ts'
import { listInbox } from '../../stores/postgres/inbox.ts'

const CASES = 400
const QUESTIONS = 150
const PAGE_ROWS = 7
const ACTOR = 'who-tests-pages'
const BANK_NOW = '2026-03-02T04:30:00.000Z'
const client = new pg.Client({ connectionString: inject('instance').environment['DATABASE_URL'] })

type Row = Record<string, string | number | null> & { case_id: string }
let all: Row[]

/** A table of the same name and shape in front of the real one: nobody else sees it. */
beforeAll(async () => {
  await client.connect()
  await client.query('create temp table cases (like public.cases including all)')
  await insertCases(client, { open: CASES, closed: CASES / 4, seed: 11, bankNow: BANK_NOW })
  await client.query('update cases set assignee = $1 where queue = $2', [ACTOR, 'second'])
  const { rows } = await client.query<Row>(
    `select case_id, queue, level, hardship, product, priority, assignee, urgency, probability,
       exposure_minor::float8, due_date::text, extract(epoch from sla_due_at)::float8 as sla_due_at from cases`,
  )
  all = rows
})
afterAll(() => client.end())

/** The ids that a question means, in their order, without any index. */
function idsOf({ queue, sort, late, ...equal }: Question): string[] {
  const { column, direction } = inboxSorts[sort]
  const sign = direction === 'desc' ? -1 : 1
  const before = (a: Row, b: Row): number => {
    const [x, y] = [a[column] as number, b[column] as number]
    if (x !== y) return x < y ? -sign : sign
    return a.case_id < b.case_id ? -sign : sign
  }
  return all
    .filter((row) => {
      if (queue === 'mine') return row['assignee'] === ACTOR && row['queue'] !== 'closed'
      return queue === 'all' || row['queue'] === queue
    })
    .filter((row) => Object.entries(equal).every(([name, value]) => row[name] === value))
    .filter(
      (row) =>
        !late || (row['sla_due_at'] !== null && Number(row['sla_due_at']) < Date.parse(BANK_NOW) / 1000),
    )
    .filter((row) => !late || row['queue'] === 'open' || row['queue'] === 'second')
    .filter((row) => row[column] !== null)
    .sort(before)
    .map((row) => row.case_id)
}

test('every queue, order and filter gives its cases in that order, page after page, none twice and none left out', async () => {
  const questions = inboxQuestions(QUESTIONS, 3)
  expect(questions.filter((question) => idsOf(question).length > PAGE_ROWS).length).toBeGreaterThan(
    QUESTIONS / 4,
  )
  for (const question of questions) {
    const { late, ...filter } = question
    const asked = { ...filter, actorId: ACTOR, ...(late ? { lateAt: BANK_NOW } : {}) }
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const page = await listInbox(client, asked, { cursor, limit: PAGE_ROWS })
      ids.push(...page.cases.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor !== null && ids.length < PAGE_ROWS * 4)
    expect(ids, JSON.stringify(question)).toEqual(idsOf(question).slice(0, ids.length))
    if (cursor === null) expect(ids.length, JSON.stringify(question)).toBe(idsOf(question).length)
  }
})
