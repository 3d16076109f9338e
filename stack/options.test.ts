import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parseDuration, parseStartOptions } from './options.ts'

const folder = mkdtempSync(join(tmpdir(), 'options-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'events.csv')
writeFileSync(file, '')

test('without options the pretend bank runs: 1,000 customers, 210 days, a day in 20 minutes', () => {
  expect(parseStartOptions([])).toEqual({
    customers: 1000,
    historyDays: 210,
    day_ms: 1_200_000,
    rehearseDays: 0,
  })
})

test('an input file is taken with its format and context', () => {
  const args = ['--input', file, '--format', 'berka', '--context', folder, '--exit-when-idle']
  expect(parseStartOptions(args).input).toEqual({
    file,
    format: 'berka',
    context: folder,
    exitWhenIdle: true,
  })
})

test.each([
  [['--inptu', file], /--inptu/],
  [['stray'], /stray/],
  [['--input', file, '--format', 'xml'], /Unknown format: xml/],
  [['--input', file], /--format/],
  [['--input', join(folder, 'none.csv'), '--format', 'berka'], /none\.csv/],
  [['--input', folder, '--format', 'berka'], /not a file/],
  [['--input', file, '--format', 'berka', '--context', file], /not a folder/],
  [['--exit-when-idle'], /--exit-when-idle needs --input/],
  [['--format', 'berka'], /--format needs --input/],
  [['--customers', '-1'], /--customers/],
  [['--customers', 'many'], /many/],
  [['--day', '20'], /20 is not a duration/],
  [['--day', '0s'], /0s is not a duration/],
])('%j is refused, and the error names what is wrong', (args, named) => {
  expect(() => parseStartOptions(args)).toThrow(named)
})

test('durations are read in each unit', () => {
  expect(['250ms', '90s', '20m', '1.5h', '1d'].map((text) => parseDuration('--day', text))).toEqual([
    250, 90_000, 1_200_000, 5_400_000, 86_400_000,
  ])
})

test('a rehearsal has days of 20 s unless said, and no file', () => {
  expect(parseStartOptions(['--rehearse', '40'])).toMatchObject({ rehearseDays: 40, day_ms: 20_000 })
  expect(parseStartOptions(['--rehearse', '40', '--day', '1m'])).toMatchObject({ day_ms: 60_000 })
  expect(() =>
    parseStartOptions(['--rehearse', '2', '--input', import.meta.filename, '--format', 'berka']),
  ).toThrow(/--rehearse needs the pretend bank/)
})
