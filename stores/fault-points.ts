import { renameSync } from 'node:fs'
import { join } from 'node:path'

export type FaultPoint =
  | 'stream.after-commit'
  | 'stream.before-commit'
  | 'outreach.after-intent'
  | 'outreach.after-send'
  | 'opener.after-ledger'
  | 'capture.sent'

const folder =
  process.env['EQUILIBRATE_MODE'] === 'production' ? undefined : process.env['EQUILIBRATE_FAULTS_DIR']

/**
 * A named place where a chaos test may kill this process: when a file of the point's name lies in
 * EQUILIBRATE_FAULTS_DIR, it is renamed to `{point}.hit` and the process ends by SIGKILL, once.
 * Without that variable, and always in production, it does nothing.
 */
export function faultPoint(point: FaultPoint): void {
  if (!folder) return
  try {
    renameSync(join(folder, point), join(folder, `${point}.hit`))
  } catch {
    return
  }
  process.kill(process.pid, 'SIGKILL')
}
