import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from './log.ts'
import type { PhoneRecord } from './record.ts'

const refused = (to: string): PhoneRecord => ({
  kind: 'refused',
  at: '2026-11-20T04:30:00.000Z',
  to,
  from: '+15005550006',
  code: 21211,
})

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phone-log-'))
  file = join(folder, 'phones', 'log.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what was written is there again, and only its owner may read it', () => {
  const log = openLog(file)
  log.append(refused('1'))
  log.append(refused('2'))
  log.close()
  expect(openLog(file).records).toEqual([refused('1'), refused('2')])
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('half a line at the end is dropped, and the next line stands by itself', () => {
  const log = openLog(file)
  log.append(refused('1'))
  log.close()
  appendFileSync(file, '{"kind":"accep')
  const again = openLog(file)
  again.append(refused('2'))
  again.close()
  expect(openLog(file).records).toEqual([refused('1'), refused('2')])
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(3)
})

test('a line that is no record is named', () => {
  openLog(file).close()
  appendFileSync(file, 'nonsense\n')
  expect(() => openLog(file)).toThrow(expect.objectContaining({ code: 'corrupt', parameters: { line: 1 } }))
})
