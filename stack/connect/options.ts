import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { StackError } from '../errors.ts'

export interface ConnectOptions {
  mapping: string
  database?: string
  /** Where no database is named: the size of the sample, which is made beside the product's own. */
  sample?: { customers: string; days: string }
}

const SAMPLE_MAPPING = join(import.meta.dirname, 'sample', 'mapping.json')
const SAMPLE_CUSTOMERS = '100'
const SAMPLE_DAYS = '90'
const USAGE =
  'npm run connect [-- [--customers N] [--days N]], or CAPTURE_DATABASE_URL=… npm run connect -- --mapping FILE'

/** The URL comes by the environment: an argument would show its password to everybody. @throws StackError saying what is wrong */
export function parseConnectOptions(args: string[]): ConnectOptions {
  const { mapping, customers = SAMPLE_CUSTOMERS, days = SAMPLE_DAYS } = parse(args)
  const database = process.env.CAPTURE_DATABASE_URL
  if (database && !/^postgres(ql)?:$/.test(URL.parse(database)?.protocol ?? ''))
    throw new StackError(
      'CAPTURE_DATABASE_URL is no URL such as postgres://user:password@host:5432/name.',
      USAGE,
    )
  if (database && mapping === undefined)
    throw new StackError('CAPTURE_DATABASE_URL needs --mapping: which column means what.', USAGE)
  if (database) return { mapping: existing(mapping), database }
  for (const [name, text] of Object.entries({ customers, days }))
    if (!/^[1-9]\d{0,5}$/.test(text))
      throw new StackError(`--${name}: ${text} is no whole number from 1 up.`, USAGE)
  return { mapping: existing(mapping), sample: { customers, days } }
}

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const
    return parseArgs({ args, options: { mapping: text, customers: text, days: text } }).values
  } catch (error) {
    throw new StackError(error instanceof Error ? error.message : String(error), USAGE)
  }
}

function existing(mapping: string | undefined): string {
  if (mapping === undefined) return SAMPLE_MAPPING
  const base = process.env.npm_lifecycle_event ? process.env.INIT_CWD : undefined
  const whole = resolve(base ?? '.', mapping)
  if (statSync(whole, { throwIfNoEntry: false })?.isFile()) return whole
  throw new StackError(`--mapping: there is no file ${whole}.`, USAGE)
}
