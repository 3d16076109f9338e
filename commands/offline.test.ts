import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { featureNames } from '../features/catalogue.ts'
import { tokenOf } from '../ingest/tokenise.ts'

/** Each test starts processes, which takes seconds on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

const pepper = Buffer.alloc(32, 3)
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offline-'))
  const header =
    'kind,customer,id,at,direction,amount,currency,channel,category,version,product,productId,dueDate'
  const lines = [
    'transaction,4711,t1,2026-03-01,credit,500.00,INR,transfer,salary,,,,',
    'transaction,4711,t2,2026-03-02,debit,-5.00,INR,card,grocery,,,,',
    'transaction,4711,t3,2026-05-02,debit,5.00,INR,card,grocery,,,,',
    'obligation,4711,o1,2026-02-01,,100.00,INR,,,1,loan,loan-1,2026-03-12',
  ]
  await writeFile(join(folder, 'events.csv'), [header, ...lines].join('\n'))
})
afterAll(() => rm(folder, { recursive: true }))

const run = (command: string, args: string[], input = '') => {
  const env = { PATH: process.env.PATH, EQUILIBRATE_TOKEN_PEPPER: pepper.toString('base64') }
  const options = { env, cwd: folder, input, encoding: 'utf8' } as const
  const script = join(import.meta.dirname, `${command}.ts`)
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options)
  return { status, stdout, stderr }
}
const events = ['--input', 'events.csv', '--format', 'canonical']
const rowsOf = async (file: string) =>
  (await readFile(join(folder, file), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))

describe('outcomes, then features as of them', () => {
  test('the file of outcomes is a file of instants; bad rows are named and the rest counts', async () => {
    const outcomes = run('outcomes', [...events, '--out', 'outcomes.csv'])
    expect(outcomes.stderr).toContain('events.csv, line 3: amount is negative')
    expect(JSON.parse(outcomes.stdout)).toEqual({ outcomes: 1, notPaidOnTime: 1, rejected: 1 })
    const due = ['4711', 'o1', 'loan', '2026-03-12', '10000', '2026-02-01T06:30:00.000Z']
    expect((await rowsOf('outcomes.csv'))[1]).toEqual([...due, '2026-02-18T18:30:00.000Z', 'missed', '1'])

    const features = run('features', [...events, '--as-of', 'outcomes.csv', '--out', 'features.csv'])
    expect(features.status).toBe(0)
    const [header = [], row = []] = await rowsOf('features.csv')
    expect(header).toEqual(['customer', 'asOf', ...featureNames])
    expect(row[header.indexOf('days_to_due')]).toBe('21')
    expect(row[header.indexOf('days_since_salary')]).toBe('')
  })

  test('another lead is an option', async () => {
    run('outcomes', [...events, '--out', 'outcomes.csv', '--days-before', '10'])
    expect((await rowsOf('outcomes.csv'))[1]?.[6]).toBe('2026-03-01T18:30:00.000Z')
  })

  test('a date means the midnight with which it starts; a bad instant is named', async () => {
    await writeFile(join(folder, 'as-of.csv'), 'customer,asOf\n4711,2026-03-01\n4711,soon\n4711,2026-03-02\n')
    const { stderr } = run('features', [...events, '--as-of', 'as-of.csv', '--out', 'features.csv'])
    expect(stderr).toContain('as-of.csv, line 3: asOf is no date')
    const [header = [], ...rows] = await rowsOf('features.csv')
    expect(rows.map((row) => row[header.indexOf('transactions_total')])).toEqual(['0', '1'])
  })

  test.each([
    [['--input', 'none.csv', '--format', 'canonical'], 'There is no readable file none.csv'],
    [
      ['--input', 'events.csv', '--format', 'excel'],
      'Unknown format “excel”; use canonical, berka, equilibrate',
    ],
    [['--input', 'events.csv'], '--format is missing'],
    [['--input', 'events.csv', '--format', 'canonical', '--speed', '9'], '--speed'],
    [[...events, '--days-before', 'x'], '--days-before takes a whole number'],
  ])('%j is refused in one line', (args, words) => {
    const { status, stderr } = run('outcomes', [...args, '--out', 'refused.csv'])
    expect(status).toBe(1)
    expect(stderr).toContain(words)
    expect(stderr).not.toContain('    at ')
  })
})

test('ids become tokens, the same as at every other door', () => {
  const { stdout } = run('tokens', [], '4711\n\n"Nov,ak"\n')
  expect(stdout).toBe(
    `customer,token\n4711,${tokenOf(pepper, '4711')}\n"""Nov,ak""",${tokenOf(pepper, '"Nov,ak"')}\n`,
  )
})
