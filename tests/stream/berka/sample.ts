import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BYTES_MAX = 64 * 1024 * 1024
const TRANSACTIONS = 'transactions-1993-01_1994-04.csv'

export type Sample = { file: string; context: string }

/** Whether the outside data is here: without it the tests that need it are skipped, by name. */
export const hasSamples = (): boolean => existsSync(join(folder(), `${TRANSACTIONS}.xz`))

const folder = (): string => join(process.env['EQUILIBRATE_SAMPLES'] ?? '', 'berka')

/** Unpacks the Czech bank's transactions, and beside them the small tables as context. */
export function unpackBerka(to: string): Sample {
  const context = join(to, 'context')
  mkdirSync(context, { recursive: true })
  for (const packed of readdirSync(folder()).filter((name) => name.endsWith('.xz'))) {
    const name = packed.slice(0, -'.xz'.length)
    const bytes = execFileSync('xz', ['-dc', join(folder(), packed)], { maxBuffer: BYTES_MAX })
    writeFileSync(join(name === TRANSACTIONS ? to : context, name), bytes)
  }
  return { file: join(to, TRANSACTIONS), context }
}
