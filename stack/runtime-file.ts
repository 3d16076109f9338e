import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Home } from './home.ts'
import { processBegan } from './lock.ts'
import { writePrivately } from './private-file.ts'

/** What another process needs to know of a running instance: `runtime.json` in its home, gone when it stops. */
export interface Runtime {
  /** The supervisor, and when it began. */
  pid: number
  began: string
  ready: boolean
  /** Every address, setting and secret in force, by the name of its variable. */
  environment: Record<string, string>
  /** The pid of each process by its name, as it is now. */
  processes: Record<string, number>
}

const NAME = 'runtime.json'

export function writeRuntime(home: Home, runtime: Omit<Runtime, 'pid' | 'began'>): void {
  const began = processBegan(process.pid) ?? ''
  writePrivately(home.file(NAME), JSON.stringify({ pid: process.pid, began, ...runtime }, null, 2))
}

export function removeRuntime(home: Home): void {
  rmSync(home.file(NAME), { force: true })
}

/** The running instance of this home, or undefined when none runs. */
export function readRuntime(homePath: string): Runtime | undefined {
  try {
    const runtime = JSON.parse(readFileSync(join(homePath, NAME), 'utf8')) as Runtime
    // One that was killed outright left its file behind.
    return processBegan(runtime.pid) === runtime.began ? runtime : undefined
  } catch {
    return undefined
  }
}
