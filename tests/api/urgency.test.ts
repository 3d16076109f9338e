import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { insertCases } from '../../bench/kit/case-rows.ts'
import { localDateOf } from '../../domain/bank-time.ts'
import { daysBetween } from '../../domain/calendar.ts'
import { DUE_MAX_DAYS, DUE_MIN_DAYS } from '../../domain/evaluation.ts'
import { loadPack } from '../../policies/pack.ts'
import { urgencyOf } from '../../policies/urgency.ts'
import { readExposureSteps, refreshUrgency, shareOf } from '../../stores/postgres/urgency.ts'
import { BANK_ZONE } from '../harness/distressed-customer.ts'

const CASES = 300
const STEP = 1
const OPENED_AROUND = '2026-03-02T04:30:00.000Z'
const LATER = '2026-03-04T09:00:00.000Z'
const pack = loadPack('in')
const client = new pg.Client({ connectionString: inject('instance').environment['DATABASE_URL'] })

type Row = {
  stage: string
  product: string
  due_date: string
  opened_ms: number
  sla_due_ms: number
  probability: number
  exposure_minor: number
  urgency: number
}
const ROWS = `select stage, product, due_date::text, probability, urgency, exposure_minor::float8,
  extract(epoch from opened_at)::float8 * 1000 as opened_ms, extract(epoch from sla_due_at)::float8 * 1000 as sla_due_ms
  from cases order by case_id`
const rowsNow = async (): Promise<Row[]> => (await client.query<Row>(ROWS)).rows

/** A table of the same name and shape in front of the real one: nobody else sees it. */
beforeAll(async () => {
  await client.connect()
  await client.query('create temp table cases (like public.cases including all)')
  await insertCases(client, {
    ...{ open: CASES, closed: 20, seed: 5, bankNow: OPENED_AROUND },
  })
})
afterAll(() => client.end())

const refresh = async (rowsMax?: number): Promise<number> =>
  refreshUrgency(
    client,
    pack.documents.urgency.weights,
    {
      ...{ now: LATER, today: localDateOf(Date.parse(LATER), BANK_ZONE) },
      due: { min_days: DUE_MIN_DAYS, max_days: DUE_MAX_DAYS },
      steps: await readExposureSteps(client),
    },
    rowsMax,
  )

function urgencyByPolicy(row: Row, all: readonly Row[]): number {
  const peers = all.filter(({ product, stage }) => product === row.product && stage !== 'closed')
  return urgencyOf(pack, {
    probability: row.probability,
    days_to_due: daysBetween(localDateOf(Date.parse(LATER), BANK_ZONE), row.due_date),
    sla_used: (Date.parse(LATER) - row.opened_ms) / (row.sla_due_ms - row.opened_ms),
    exposure:
      peers.filter(({ exposure_minor }) => exposure_minor <= row.exposure_minor).length / peers.length,
  }).total
}

test('two days later every undecided case stands where the policy puts it, and no other has moved', async () => {
  const before = await rowsNow()
  expect(await refresh(10)).toBe(10)
  await refresh(CASES)
  const after = await rowsNow()
  for (const [at, row] of after.entries()) {
    const isUndecided = ['awaiting_decision', 'awaiting_second'].includes(row.stage)
    if (isUndecided) expect(Math.abs(row.urgency - urgencyByPolicy(row, after))).toBeLessThan(STEP)
    else expect(row.urgency).toBe(before[at]?.urgency)
  }
  expect(await refresh()).toBe(0)
})

test('what stands above all that are in time stays there', async () => {
  await client.query(`update cases set urgency = urgency + 100, sla_due_at = '2026-03-09T00:00:00Z'
    where stage = 'awaiting_decision'`)
  await refresh(CASES)
  const raised = (await rowsNow()).filter(({ stage }) => stage === 'awaiting_decision')
  expect(raised.length).toBeGreaterThan(0)
  expect(raised.every(({ urgency }) => urgency > 100)).toBe(true)
})

test('where an exposure stands among its product is known to half a percent without counting all', async () => {
  const open = (await rowsNow()).filter(({ stage }) => stage !== 'closed')
  const steps = await readExposureSteps(client)
  for (const { product, exposure_minor } of open) {
    const peers = open.filter((row) => row.product === product)
    const share = peers.filter((row) => row.exposure_minor <= exposure_minor).length / peers.length
    expect(Math.abs(shareOf(steps, product, exposure_minor) - share)).toBeLessThanOrEqual(0.005)
  }
  expect(shareOf(steps, 'unheard of', 1)).toBe(1)
})
