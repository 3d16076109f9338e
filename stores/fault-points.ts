import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'

export type FaultPoint =
  | 'stream.after-commit'
  | 'stream.before-commit'
  | 'stream.published'
  | 'outreach.before-intent'
  | 'outreach.after-intent'
  | 'outreach.after-send'
  | 'outreach.after-answer'
  | 'opener.after-ledger'
  | 'capture.sent'

const folder =
  process.env['EQUILIBRATE_MODE'] === 'production' ? undefined : process.env['EQUILIBRATE_FAULTS_DIR']

/**
 * A named place where a chaos test may strike: when a file of the point's name lies in EQUILIBRATE_FAULTS_DIR, it is
 * renamed to `{point}.hit` and the process ends by SIGKILL, once. The file may name another signal, and the pid of another
 * process (`SIGSTOP 4711`). Without that variable, and always in production, it does nothing.
 */
export function faultPoint(point: FaultPoint): void {
  if (!folder) return
  const hit = join(folder, `${point}.hit`)
  try {
    renameSync(join(folder, point), hit)
  } catch {
    return
  }
  const [signal = 'SIGKILL', pid = process.pid] = readFileSync(hit, 'utf8').split(' ').filter(Boolean)
  process.kill(Number(pid), signal)
}
