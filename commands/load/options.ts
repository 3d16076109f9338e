import { parseArgs } from 'node:util'
import { ServiceError } from '../../domain/errors.ts'

export type LoadOptions = { input: string; format: string; context: string | null; exitWhenIdle: boolean }

/** Reads the arguments of the command. @throws ServiceError invalid */
export function loadOptions(args: string[]): LoadOptions {
  const text = { type: 'string' } as const
  const options = { input: text, format: text, context: text, 'exit-when-idle': { type: 'boolean' } } as const
  const { values } = parseArgs({ args, options })
  const { input, format, context = null, 'exit-when-idle': exitWhenIdle = false } = values
  if (input && format) return { input, format, context, exitWhenIdle }
  throw new ServiceError('invalid', 'option-missing', 'load needs --input FILE and --format NAME.')
}
