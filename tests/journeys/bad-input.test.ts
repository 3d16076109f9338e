import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeHome, runInstance, temporaryHome } from '../harness/instance.ts'

const WHOLE_MS = 600_000
const header = 'kind,customer,id,at,direction,amount,currency,channel,category,balance'
const rows = [
  'transaction,C1,a-1,2026-01-05,credit,50000.00,INR,transfer,salary,50000.00',
  'transaction,C1,a-2,2026-01-06,debit,-10.00,INR,upi,grocery,49990.00',
  'transaction,C1,a-3,2026-01-07,debit,ten,INR,upi,grocery,49980.00',
  'transaction,C1,a-4,2026-02-31,debit,10.00,INR,upi,grocery,49970.00',
  'transaction,C1,a-5,2026-01-08,debit,10.00,INR,upi,grocery',
  'transaction,C2,a-6,2026-01-09,debit,20.00,INR,pigeon,grocery,80.00',
  'transaction,C2,a-7,2026-01-09,debit,20.00,INR,upi,grocery,80.00',
  'transaction,C2,a-7,2026-01-09,debit,20.00,INR,upi,grocery,80.00',
]

let folder: string
let home: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'equilibrate-input-'))
  home = temporaryHome()
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  removeHome(home)
})

const fileOf = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
const load = (file: string, format = 'canonical') =>
  runInstance({ home, args: ['--input', file, '--format', format, '--exit-when-idle'] })

describe('bad input', { timeout: WHOLE_MS }, () => {
  test('each bad row is named with its line and field, the rest is loaded, and the counts are right', async () => {
    const { code, stdout, output } = await load(fileOf('bad.csv', [header, ...rows]))
    expect(output).toMatch(/line 3: amount/)
    expect(output).toMatch(/line 4: amount/)
    expect(output).toMatch(/line 5: at/)
    expect(output).toMatch(/line 6: /)
    expect(output).toMatch(/line 7: channel/)
    expect(output).not.toMatch(/line 2:|line 8:|line 9:/)
    expect(code).toBe(0)
    const counts = JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
    expect(counts).toMatchObject({
      transactions: 2,
      duplicates: 1,
      rejected: 5,
      customers: 2,
      casesOpened: 0,
    })
    expect(output).toMatch(/No case opened: no obligation is known/)
  })

  test('a wrong column is named before anything starts', async () => {
    const wrong = [header.replace('balance', 'mood'), ...rows]
    const { code, output } = await load(fileOf('column.csv', wrong))
    expect(code).not.toBe(0)
    expect(output).toContain('mood')
    expect(output).not.toContain('Kafka')
  })

  test('an unknown format is named before anything starts', async () => {
    const { code, output } = await load(fileOf('good.csv', [header, rows[0]!]), 'telepathy')
    expect(code).not.toBe(0)
    expect(output).toContain('telepathy')
    expect(output).toContain('canonical')
    expect(output).not.toContain('Kafka')
  })

  test('a missing file is named before anything starts', async () => {
    const { code, output } = await load(join(folder, 'nowhere.csv'))
    expect(code).not.toBe(0)
    expect(output).toContain('nowhere.csv')
    expect(output).not.toContain('Kafka')
  })
})
