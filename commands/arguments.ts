import { parseArgs } from 'node:util'
import { ServiceError } from '../domain/errors.ts'

/** `true`: the option must be given. */
type Wanted = Record<string, boolean>
export type Arguments<W extends Wanted> = { [K in keyof W]: W[K] extends true ? string : string | null }

/**
 * Reads options of the form `--name VALUE`.
 * @throws ServiceError `invalid` that names what is missing or not known.
 */
export function readArguments<const W extends Wanted>(args: string[], wanted: W): Arguments<W> {
  const names = Object.keys(wanted)
  const values = parse(args, names)
  const missing = names.find((name) => wanted[name] && !values[name])
  if (missing !== undefined)
    throw new ServiceError('invalid', 'option-missing', `--${missing} is missing; ${usage(wanted)}`)
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null])) as Arguments<W>
}

function parse(args: string[], names: readonly string[]): Record<string, string | undefined> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    return parseArgs({ args, options }).values as Record<string, string | undefined>
  } catch (error) {
    throw new ServiceError('invalid', 'option-unknown', (error as Error).message)
  }
}

const usage = (wanted: Wanted): string =>
  `the options are ${Object.entries(wanted)
    .map(([name, isNeeded]) => (isNeeded ? `--${name}` : `[--${name}]`))
    .join(' ')}`
