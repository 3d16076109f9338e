import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { StackError } from './errors.ts'

export const FORMATS = ['canonical', 'berka', 'equilibrate'] as const
export type Format = (typeof FORMATS)[number]

export interface StartOptions {
  /** A file to load as history instead of running the pretend bank. */
  input?: { file: string; format: Format; context?: string; exitWhenIdle: boolean }
  customers: number
  historyDays: number
  /** Wall time of one day of the pretend bank. */
  day_ms: number
  /** Bank days of a rehearsal with a pretend staff; 0: none. */
  rehearseDays: number
}

const DEFAULT_CUSTOMERS = 1000
const DEFAULT_HISTORY_DAYS = 210
const DEFAULT_DAY = '20m'
/** A rehearsal's day. */
const REHEARSED_DAY_MS = 20_000
const USAGE =
  'npm start [-- --input FILE --format canonical|berka|equilibrate [--context DIR] [--exit-when-idle]] ' +
  '[--customers N] [--history-days N] [--day DURATION] [--rehearse DAYS]'
const UNITS_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Reads the options of `npm start`. @throws StackError that names the option, file or value that is wrong. */
export function parseStartOptions(args: string[]): StartOptions {
  const values = parse(args[0] === '--' ? args.slice(1) : args)
  const input = inputOf(values)
  const rehearseDays = count('--rehearse', values.rehearse ?? '0')
  if (input && rehearseDays > 0)
    throw new StackError('--rehearse needs the pretend bank, not --input.', USAGE)
  return {
    ...(input && { input }),
    customers: count('--customers', values.customers ?? String(DEFAULT_CUSTOMERS)),
    historyDays: count('--history-days', values['history-days'] ?? String(DEFAULT_HISTORY_DAYS)),
    day_ms:
      rehearseDays > 0 && values.day === undefined
        ? REHEARSED_DAY_MS
        : parseDuration('--day', values.day ?? DEFAULT_DAY),
    rehearseDays,
  }
}

type Values = ReturnType<typeof parse>

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const
    const options = {
      ...{ input: text, format: text, context: text, customers: text, 'history-days': text, day: text },
      rehearse: text,
      'exit-when-idle': { type: 'boolean' },
    } as const
    return parseArgs({ args, options, allowPositionals: false }).values
  } catch (error) {
    throw new StackError(error instanceof Error ? error.message : String(error), USAGE)
  }
}

function inputOf(values: Values): StartOptions['input'] {
  const { input, format, context, 'exit-when-idle': exitWhenIdle = false } = values
  if (input === undefined) {
    const alone = (['format', 'context', 'exit-when-idle'] as const).find(
      (name) => values[name] !== undefined,
    )
    if (alone) throw new StackError(`--${alone} needs --input.`, USAGE)
    return undefined
  }
  return {
    file: existing('--input', input, 'file'),
    format: formatOf(format),
    ...(context !== undefined && { context: existing('--context', context, 'folder') }),
    exitWhenIdle,
  }
}

function formatOf(format: string | undefined): Format {
  const known = FORMATS.find((one) => one === format)
  if (known) return known
  const what = format === undefined ? '--input needs --format.' : `Unknown format: ${format}.`
  throw new StackError(what, `Known formats: ${FORMATS.join(', ')}.`)
}

/** A path as the person meant it: npm changes the folder, and keeps the one they were in. */
function existing(option: string, path: string, kind: 'file' | 'folder'): string {
  const base = process.env.npm_lifecycle_event ? process.env.INIT_CWD : undefined
  const whole = resolve(base ?? '.', path)
  const found = statSync(whole, { throwIfNoEntry: false })
  if (!found) throw new StackError(`${option}: there is no ${kind} ${whole}.`)
  if (kind === 'file' ? found.isFile() : found.isDirectory()) return whole
  throw new StackError(`${option}: ${whole} is not a ${kind}.`)
}

function count(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new StackError(`${option}: ${text} is not a whole number from 0 up.`, USAGE)
}

/** Milliseconds of a duration such as `500ms`, `90s`, `20m`, `1.5h`, `1d`.
 *  @throws StackError when it is none, or not more than 0. */
export function parseDuration(option: string, text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? []
  const duration_ms = Math.round(Number(amount) * (UNITS_MS[unit] ?? NaN))
  if (duration_ms > 0) return duration_ms
  throw new StackError(`${option}: ${text} is not a duration such as 90s, 20m or 1h.`, USAGE)
}
