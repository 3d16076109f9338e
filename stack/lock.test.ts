import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { processBegan, tryLock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const lockFile = (): string => join(mkdtempSync(join(folder, 'one-')), 'lock')

test('a second one learns who holds the lock, and gets it when it is released', () => {
  const file = lockFile()
  const first = tryLock(file)
  if (!('release' in first)) throw new Error('the lock was free')
  expect(tryLock(file)).toEqual({ holder: { pid: process.pid, began: processBegan(process.pid) } })
  first.release()
  expect(existsSync(file)).toBe(false)
  expect(tryLock(file)).toHaveProperty('release')
})

test('the lock of a process that is gone is taken over', async () => {
  const file = lockFile()
  const gone = spawn(process.execPath, ['-e', ''])
  await once(gone, 'exit')
  writeFileSync(file, JSON.stringify({ pid: gone.pid, began: '1' }))
  expect(tryLock(file)).toHaveProperty('release')
})

test('a lock whose pid was given to another process is taken over', () => {
  const file = lockFile()
  writeFileSync(file, JSON.stringify({ pid: process.pid, began: 'another time' }))
  expect(tryLock(file)).toHaveProperty('release')
})
