import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openRig, type Rig, type TestCase } from '../case/rig.ts'
import { StaffClient } from '../harness/api-client.ts'
import { draftOf, type Documents } from './drafts.ts'

const ENTER = join(import.meta.dirname, '..', '..', 'stack', 'enter.mjs')
const OUTPUT_MAX = 64 * 1024 * 1024

const instance = inject('instance')
const folder = mkdtempSync(join(tmpdir(), 'equilibrate-draft-'))
let rig: Rig
let chitra: StaffClient
let one: TestCase
beforeAll(async () => {
  ;[rig, chitra] = await Promise.all([openRig(instance), StaffClient.signIn(instance, 'chitra')])
  one = await rig.open('message')
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await rig.close()
})

/** LIQUIDITY_STRESS at MEDIUM gets an hour less. */
const hurried = (): Documents =>
  draftOf('in', '8.0.0', ({ matrix }) => {
    for (const { name, event } of matrix.cells)
      if (name === 'liquidity-stress.medium') event.params.sla_hours = 47
  })

type Tried = {
  cases: number
  otherwise: number
  changes: { what: string; cases: number }[]
  examples: unknown[]
}
const changedBy = ({ changes }: Tried, name: string): number =>
  changes.find(({ what }) => what === name)?.cases ?? 0

test('the Policies page is told whom of the past cases a draft would treat otherwise, and how', async () => {
  const attempt = async (documents: Documents): Promise<Tried> => {
    const { status, body } = await chitra.send('POST', '/v1/policies/in/try', { documents })
    expect({ status, problems: body['problems'] }).toEqual({ status: 200, problems: [] })
    return body as Tried
  }
  // Cases of another version than the shipped one may differ from it already.
  const [same, changed] = [await attempt(draftOf('in', '8.0.0')), await attempt(hurried())]
  expect(changed.cases).toBe(same.cases)
  expect(changedBy(changed, 'sla_hours')).toBeGreaterThan(changedBy(same, 'sla_hours'))
  expect(changed.examples).toContainEqual({
    caseId: expect.any(String),
    changes: [{ what: 'sla_hours', before: '48', after: '47' }],
  })
  expect(same.examples).not.toContainEqual(expect.objectContaining({ caseId: one.caseId }))
})

test('the command names every such case, with what was and what would be', async () => {
  for (const [name, document] of Object.entries(hurried()))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(document))
  const { stdout } = await promisify(execFile)(process.execPath, [ENTER, 'policies:what-if', folder], {
    env: { ...process.env, EQUILIBRATE_HOME: instance.home },
    maxBuffer: OUTPUT_MAX,
  })
  const lines = stdout.trim().split('\n')
  expect(lines[0]).toBe('case,changed,before,after')
  expect(lines).toContain(`${one.caseId},sla_hours,sla_hours=48,sla_hours=47`)
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    ...{ pack: { id: 'in', version: '8.0.0' }, otherwise: lines.length - 2, sla_hours: expect.any(Number) },
  })
})
