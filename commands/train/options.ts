import { parseArgs } from 'node:util'
import { ServiceError } from '../../domain/errors.ts'

export interface TrainOptions {
  /** A bank's own history instead of the pretend bank's. */
  input: string | null
  format: string | null
  context: string | null
  customers: number
  days: number
  seed: string
  /** Where the version goes; by default the models of the checkout. */
  registry: string | null
  /** Keeps the files of each step there. */
  work: string | null
  champion: boolean
  /** Who signs the first champion off, for the promotion log. */
  by: string
  /** Tries of the hyper-parameter search. */
  trials: number
}

const text = { type: 'string' } as const
const known = {
  input: text,
  format: text,
  context: text,
  customers: { type: 'string', default: '1500' },
  days: { type: 'string', default: '720' },
  // Not the seed that the pretend bank lives with: no customer of a demonstration was learnt from.
  seed: { type: 'string', default: 'training' },
  registry: text,
  work: text,
  champion: { type: 'boolean', default: false },
  by: { type: 'string', default: 'whoever trained' },
  trials: { type: 'string', default: '12' },
} as const

/** @throws invalid, naming the option */
export function trainOptions(args: string[]): TrainOptions {
  const values = parse(args)
  if (values.input !== undefined && values.format === undefined)
    throw new ServiceError('invalid', 'option-missing', '--input needs --format')
  return {
    input: values.input ?? null,
    format: values.format ?? null,
    context: values.context ?? null,
    customers: wholeNumber('customers', values.customers),
    days: wholeNumber('days', values.days),
    seed: values.seed,
    registry: values.registry ?? null,
    work: values.work ?? null,
    champion: values.champion,
    by: values.by,
    trials: wholeNumber('trials', values.trials),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: known }).values
  } catch (error) {
    throw new ServiceError('invalid', 'option-unknown', (error as Error).message)
  }
}

function wholeNumber(name: string, given: string): number {
  const value = Number(given)
  if (Number.isInteger(value) && value > 0) return value
  throw new ServiceError('invalid', 'option-wrong', `--${name} takes a whole number above 0`)
}
