import { spawn, type ChildProcess } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { StackError } from './errors.ts'
import { reaper } from './reaper-client.ts'
import { signalGroup } from './signals.ts'

const SHOWN_OUTPUT_LINES = 15

/** Tools at work that lead process groups of their own. */
const tools = new Set<number>()

export interface RunOptions {
  cwd?: string
  environment?: Record<string, string>
  uid?: number
  gid?: number
  /** A build or a download: it is ended when this process is, however that happens. */
  takesLong?: boolean
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
    const { cwd, uid, gid, takesLong = false } = options
    const child = spawn(program, args, {
      ...(cwd && { cwd }),
      ...(uid !== undefined && { uid }),
      ...(gid !== undefined && { gid }),
      env: { ...toolEnvironment(), ...options.environment },
      detached: takesLong,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (takesLong && child.pid) guard(child.pid, child)
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

function guard(pid: number, child: ChildProcess): void {
  tools.add(pid)
  reaper().began(pid, 'SIGTERM')
  child.once('close', () => {
    tools.delete(pid)
    reaper().ended(pid)
  })
}

/** Ends the builds and downloads that are under way. */
export function endTools(): void {
  for (const pid of tools) signalGroup(pid, 'SIGTERM')
}
