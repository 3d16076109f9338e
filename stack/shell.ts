import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { StackError } from './errors.ts'

const SHOWN_OUTPUT_LINES = 15

export interface RunOptions {
  cwd?: string
  environment?: Record<string, string>
  uid?: number
  gid?: number
  /** Give standard error too. */
  withErrors?: boolean
}

/** The path of a program on the PATH, or undefined. `EQUILIBRATE_IGNORE_INSTALLED` is the caller's matter. */
export function onPath(program: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, program)
    try {
      accessSync(file, constants.X_OK)
      if (statSync(file).isFile()) return file
    } catch {
      // Not in this folder.
    }
  }
  return undefined
}

/** Whether what is installed on the machine is passed over where we can build it: how a bare machine is tried. */
export function ignoresInstalled(): boolean {
  return process.env.EQUILIBRATE_IGNORE_INSTALLED === '1'
}

/** The environment that tools of the machine (Go, Maven, apt) run with; a home folder is always in it. */
export function toolEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { HOME: homedir() }
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value
  return environment
}

/** Runs a program to its end and gives what it wrote to standard output.
 *  @throws StackError with its last lines when it fails. */
export function run(program: string, args: string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const { cwd, uid, gid } = options
    const child = spawn(program, args, {
      ...(cwd && { cwd }),
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
      env: { ...toolEnvironment(), ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let all = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      all += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => (all += chunk.toString()))
    child.on('error', (error) => reject(new StackError(`${program} could not be run: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(options.withErrors ? all : output)
      const tail = all.trim().split('\n').slice(-SHOWN_OUTPUT_LINES).join('\n    ')
      reject(new StackError(`${program} ${args.join(' ')} ended with ${signal ?? code}:\n    ${tail}`))
    })
  })
}
