import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readRuntime, type Runtime } from '../../stack/runtime-file.ts'

const ENTER = join(import.meta.dirname, '..', '..', 'stack', 'enter.mjs')
const READY_WITHIN_MS = 15 * 60_000
const ENDS_WITHIN_MS = 120_000
/** Less than the time that its tests have, so that they can say what it waited for. */
const RUNS_WITHIN_MS = 540_000
const LOOK_EVERY_MS = 100
const OPEN_TO_ALL = 0o755

/** What a test needs to know of a running instance; plain data, so that it can be handed to every test file. */
export interface InstanceInfo {
  home: string
  url: string
  /** Every address, setting and secret by the name of its environment variable. */
  environment: Record<string, string>
  /** A file of a fault point's name in here kills the process that reaches it, once. */
  faults: string
}

export interface StartedInstance extends InstanceInfo {
  /** What it has written to standard output and error so far. */
  output: () => string
  /** Settles when it ended, with its exit code. */
  ended: Promise<number>
  /** Asks it to drain and waits; gives the exit code. */
  stop: () => Promise<number>
}

export interface InstanceOptions {
  /** By default a new folder, removed by `removeHome`. */
  home?: string
  args?: string[]
  environment?: Record<string, string>
}

/** An empty home in the system's temporary folder. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'equilibrate-'))
  chmodSync(home, OPEN_TO_ALL)
  return home
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true })
}

/** Starts a whole instance as `npm start` does, on free ports, and waits until it is ready. */
export async function startInstance(options: InstanceOptions = {}): Promise<StartedInstance> {
  const { home, faults, child, output, ended } = spawnInstance(options)
  const runtime = await untilReady(home, ended, output)
  const url = runtime.environment.EQUILIBRATE_PUBLIC_URL ?? ''
  return {
    home,
    faults,
    url,
    environment: runtime.environment,
    output,
    ended,
    stop: () => stop(child, ended),
  }
}

/** Runs an instance that ends by itself (`--exit-when-idle`, or a mistake) and gives what it wrote. @throws when it does not end */
export async function runInstance(
  options: InstanceOptions,
): Promise<{ home: string; code: number; stdout: string; output: string }> {
  const { home, child, output, stdout, ended } = spawnInstance(options)
  const late = sleep(RUNS_WITHIN_MS, undefined, { ref: false }).then(() => {
    child.kill('SIGTERM')
    throw new Error(`The instance did not end by itself:\n${output()}`)
  })
  return { home, code: await Promise.race([ended, late]), stdout: stdout(), output: output() }
}

function spawnInstance({ home = temporaryHome(), args = [], environment = {} }: InstanceOptions) {
  const faults = join(home, 'faults')
  mkdirSync(faults, { recursive: true })
  const child = spawn(process.execPath, [ENTER, 'start', ...args], {
    // The channel ends it when the tests die.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      EQUILIBRATE_HOME: home,
      PORT: '0',
      EQUILIBRATE_FAULTS_DIR: faults,
      ...environment,
    },
  })
  let all = ''
  let stdout = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
    all += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => (all += chunk.toString()))
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
  return { home, faults, child, ended, output: () => all, stdout: () => stdout }
}

async function untilReady(home: string, ended: Promise<number>, output: () => string): Promise<Runtime> {
  const until_ms = Date.now() + READY_WITHIN_MS
  let hasEnded = false
  void ended.then(() => (hasEnded = true))
  for (;;) {
    const runtime = readRuntime(home)
    if (runtime?.ready) return runtime
    if (hasEnded || Date.now() > until_ms) throw new Error(`The instance did not become ready:\n${output()}`)
    await sleep(LOOK_EVERY_MS)
  }
}

async function stop(child: ChildProcess, ended: Promise<number>): Promise<number> {
  child.kill('SIGTERM')
  const late = sleep(ENDS_WITHIN_MS, undefined, { ref: false }).then(() => {
    throw new Error('The instance did not stop')
  })
  return Promise.race([ended, late])
}
