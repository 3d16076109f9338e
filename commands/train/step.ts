import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { ServiceError } from '../../domain/errors.ts'

const MS = 1000

/** Runs one step as a process of its own; what it says is shown on standard error, with the elapsed time at its end.
 *  @throws refused: it ended with an error, which it has said itself */
export async function runStep(title: string, program: string, args: string[]): Promise<void> {
  const began_ms = Date.now()
  process.stderr.write(`${title} …\n`)
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new ServiceError('refused', 'step-failed', `Training stopped at: ${title}.`)
  process.stderr.write(`${title}: ${((Date.now() - began_ms) / MS).toFixed(1)} s\n`)
}
