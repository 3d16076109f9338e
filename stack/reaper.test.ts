import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { processBegan } from './lock.ts'

const ENDS_WITHIN_MS = 20_000

/** A supervisor with one child; it prints the child's pid. */
const parent = `
import { Progress } from '${join(import.meta.dirname, 'progress.ts')}'
import { Supervisor } from '${join(import.meta.dirname, 'supervisor.ts')}'
const supervisor = new Supervisor(process.argv[2], new Progress(() => {}))
const child = 'setInterval(() => {}, 1000); process.on("disconnect", () => {}); process.send({ ready: true })'
await supervisor.start({ name: 'child', command: process.execPath, args: ['-e', child], ready: 'message', readyWithin_ms: 20000 })
console.log(supervisor.pids().child)
setInterval(() => {}, 1000)
`

test('when the supervisor is killed outright, its children end', { timeout: 40_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reaper-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'parent.ts'), parent)
  const supervisor = spawn(process.execPath, [join(folder, 'parent.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((resolve) =>
    supervisor.stdout.once('data', (line) => resolve(Number(line))),
  )
  expect(processBegan(pid)).toBeDefined()
  supervisor.kill('SIGKILL')
  await vi.waitFor(() => expect(processBegan(pid)).toBeUndefined(), {
    timeout: ENDS_WITHIN_MS,
    interval: 100,
  })
})
