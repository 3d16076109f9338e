import { isServiceError } from '../domain/errors.ts'
import { openInput } from '../ingest/formats.ts'
import { readEnvironment } from '../stores/environment.ts'
import { loadOptions } from './load/options.ts'
import { tell } from './load/progress.ts'

/** Looks at a file's format and header ahead of a load, with the load's arguments; needs nothing that runs. */
try {
  const { input: file, format, context } = loadOptions(process.argv.slice(2))
  const { EQUILIBRATE_BANK_ZONE: zone } = readEnvironment('EQUILIBRATE_BANK_ZONE')
  await openInput({ file, format, zone, ...(context && { contextFolder: context }) })
} catch (error) {
  if (!isServiceError(error)) throw error
  tell(error.message)
  process.exitCode = 1
}
// What was opened is not read here.
process.exit()
