import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from './home.ts'
import { writePrivately } from './private-file.ts'

/** What another process needs to know of a running instance: `runtime.json` in its home, gone when it stops. */
export interface Runtime {
  /** The supervisor. */
  pid: number
  ready: boolean
  /** Addresses and settings; secrets are in `secrets.json`. */
  environment: Record<string, string>
  /** The pid of each process by its name, as it is now. */
  processes: Record<string, number>
}

const NAME = 'runtime.json'

export function writeRuntime(home: Home, runtime: Omit<Runtime, 'pid'>): void {
  writePrivately(home.file(NAME), JSON.stringify({ pid: process.pid, ...runtime }, null, 2))
}

export function removeRuntime(home: Home): void {
  rmSync(home.file(NAME), { force: true })
}

/** The running instance of this home, or undefined when none runs. */
export function readRuntime(homePath: string): Runtime | undefined {
  try {
    return JSON.parse(readFileSync(join(homePath, NAME), 'utf8')) as Runtime
  } catch {
    return undefined
  }
}
