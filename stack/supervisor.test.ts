import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { processBegan } from './lock.ts'
import type { ProcessSpec } from './process-spec.ts'
import { Progress } from './progress.ts'
import { Supervisor } from './supervisor.ts'

const folder = mkdtempSync(join(tmpdir(), 'supervisor-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const lines: string[] = []
const supervisors: Supervisor[] = []

const READY = 'process.send({ ready: true });'
const LIVES = 'setInterval(() => {}, 1000);'

function supervise(): Supervisor {
  const supervisor = new Supervisor(folder, new Progress((line) => lines.push(line)))
  supervisors.push(supervisor)
  return supervisor
}

function specOf(name: string, code: string): ProcessSpec {
  const file = join(folder, `${name}.cjs`)
  writeFileSync(file, code)
  return {
    name,
    command: process.execPath,
    args: [file],
    ready: 'message',
    readyWithin_ms: 20_000,
    stopsWithin_ms: 10_000,
  }
}

const isAlive = (pid: number | undefined): boolean => processBegan(pid ?? 0) !== undefined

afterEach(async () => {
  await Promise.all(supervisors.splice(0).map((supervisor) => supervisor.stopAll()))
})

test('a killed process is started again, and the fact is shown', { timeout: 30_000 }, async () => {
  const supervisor = supervise()
  await supervisor.start(specOf('worker', READY + LIVES))
  const first = supervisor.pids().worker ?? 0
  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect(lines.join('\n')).toMatch(/worker .*is running again/), { timeout: 20_000 })
  expect(lines.join('\n')).toMatch(/worker .*ended \(SIGKILL\); starting it again/)
  expect(supervisor.pids().worker).not.toBe(first)
})

test('a process that ends before it is ready is an error with the end of its log', async () => {
  const spec = specOf('failing', `console.log('the port is taken'); process.exit(3)`)
  await expect(supervise().start(spec)).rejects.toThrow(/failing ended .*exit code 3[^]*the port is taken/)
})

test('a process that is never ready is an error when its time is up', async () => {
  const spec = { ...specOf('slow', LIVES), readyWithin_ms: 300 }
  await expect(supervise().start(spec)).rejects.toThrow(/slow was not ready within 0.3 s/)
})

test('stopping lets work in hand finish, the newest first', async () => {
  const said = join(folder, 'said')
  const finish = (name: string): string =>
    `process.once('SIGTERM', () => setTimeout(() => { require('fs').appendFileSync(${JSON.stringify(said)}, '${name} '); process.exit(0) }, 50));`
  const supervisor = supervise()
  await supervisor.start(specOf('older', finish('older') + READY + LIVES))
  await supervisor.start(specOf('newer', finish('newer') + READY + LIVES))
  await supervisor.stopAll()
  expect(readFileSync(said, 'utf8')).toBe('newer older ')
})

test('one that does not stop is ended by force, with what it spawned', async () => {
  const stubborn = `process.on('SIGTERM', () => {});`
  const child = `const child = require('child_process').spawn(process.execPath, ['-e', '${LIVES}'], { stdio: 'ignore' });`
  const tell = `require('fs').writeFileSync(${JSON.stringify(join(folder, 'grandchild'))}, String(child.pid));`
  const supervisor = supervise()
  await supervisor.start({
    ...specOf('stubborn', stubborn + child + tell + READY + LIVES),
    stopsWithin_ms: 200,
  })
  const pid = supervisor.pids().stubborn
  await supervisor.stopAll()
  expect(isAlive(pid)).toBe(false)
  await vi.waitFor(() =>
    expect(isAlive(Number(readFileSync(join(folder, 'grandchild'), 'utf8')))).toBe(false),
  )
})

test('a one-shot gives its output, or fails with the end of its log', async () => {
  const supervisor = supervise()
  expect(await supervisor.runOnce(specOf('counts', `console.log('{"n":1}')`))).toBe('{"n":1}\n')
  const failing = specOf('broken', `console.error('wrong column'); process.exit(1)`)
  await expect(supervisor.runOnce(failing)).rejects.toThrow(/broken failed[^]*wrong column/)
})
