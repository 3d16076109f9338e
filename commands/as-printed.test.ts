import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CHAIN_START } from '../domain/seal-chain.ts'
import { auditKey, headFileOf, signHead } from './audit/head.ts'

const run = promisify(execFile)
const STARTS_WITHIN_MS = 60_000
let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'as-printed-'))
})
afterAll(() => rm(home, { recursive: true }))

/** What a command says when it is run as the documentation prints it. */
async function said(command: string, ...words: string[]): Promise<Record<string, unknown>> {
  const file = new URL(command, import.meta.url).pathname
  const env = { ...process.env, EQUILIBRATE_HOME: home }
  const { stdout } = await run(process.execPath, [file, ...words], { env })
  return JSON.parse(stdout) as Record<string, unknown>
}

test('models are listed where nothing else is asked', { timeout: STARTS_WITHIN_MS }, async () => {
  expect((await said('models.ts'))['versions']).toContainEqual(
    expect.objectContaining({ role: 'champion', verifies: true }),
  )
})

test(
  'an export is verified with the key of this home where no other is named',
  { timeout: STARTS_WITHIN_MS },
  async () => {
    const file = join(home, 'export.jsonl')
    const head = { schema: 'seal-head/1', ...CHAIN_START, at: '2026-03-02T10:00:00.000Z' } as const
    await writeFile(file, '')
    await writeFile(headFileOf(file), signHead(head, await auditKey(home)))
    expect(await said('audit-verify.ts', file)).toMatchObject({ cases: 0, number: 0 })
  },
)
