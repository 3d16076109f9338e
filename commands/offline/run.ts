import { isServiceError } from '../../domain/errors.ts'

/** Runs a command that needs no components: what the user did wrong is said in one line, and the exit code is 1. */
export async function runOffline(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!isServiceError(error)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
