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

test('the Policies page is told whom of the past cases a draft would treat otherwise, and how', async () => {
  const { status, body } = await chitra.send('POST', '/v1/policies/in/try', { documents: hurried() })
  expect(status).toBe(200)
  expect(body).toMatchObject({ problems: [], changes: [{ what: 'sla_hours', cases: body['otherwise'] }] })
  expect(body['otherwise']).toBeGreaterThan(0)
  expect((body['examples'] as { changes: unknown }[])[0]?.changes).toEqual([
    { what: 'sla_hours', before: '48', after: '47' },
  ])
  expect(
    (await chitra.send('POST', '/v1/policies/in/try', { documents: draftOf('in', '8.0.0') })).body,
  ).toMatchObject({
    ...{ cases: body['cases'], otherwise: 0, changes: [], examples: [] },
  })
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
  const counts = JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>
  expect(counts).toMatchObject({ pack: { id: 'in', version: '8.0.0' }, otherwise: lines.length - 2 })
  expect(counts['sla_hours']).toBe(counts['otherwise'])
})
