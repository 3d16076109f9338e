import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { StackError } from './errors.ts'
import type { LogFile } from './log-file.ts'
import { SHOWN_LOG_LINES, STOPS_WITHIN_MS, type ProcessSpec } from './process-spec.ts'
import { reaper } from './reaper-client.ts'
import { toolEnvironment } from './shell.ts'
import { signalGroup } from './signals.ts'

const PROBE_EVERY_MS = 100

/** `onSay`: what the process wants a person to read, sent over the channel as `{ say: text }`. */
export interface ChildListeners {
  onOutput?: (chunk: Buffer) => void
  onSay?: (text: string) => void
}

/** One run of a process: from its spawn to its end. It leads a process group, so that a Ctrl-C does not reach it. */
export class Child {
  readonly pid: number
  /** Settles when the process has ended, with words for how. */
  readonly ended: Promise<string>
  readonly #spec: ProcessSpec
  readonly #log: LogFile
  readonly #process: ChildProcess
  #isReady = false
  #hasEnded = false

  constructor(spec: ProcessSpec, log: LogFile, { onOutput, onSay }: ChildListeners = {}) {
    this.#spec = spec
    this.#log = log
    this.#process = spawnChild(spec)
    this.pid = this.#process.pid ?? 0
    if (this.pid) reaper().began(this.pid, spec.stopSignal ?? 'SIGTERM')
    this.#process.stdout?.on('data', (chunk: Buffer) => {
      log.write(chunk)
      onOutput?.(chunk)
    })
    this.#process.stderr?.on('data', (chunk: Buffer) => log.write(chunk))
    this.#process.on('message', (message) => {
      this.#isReady ||= isReadyMessage(message)
      const said = sayOf(message)
      if (said !== undefined) onSay?.(said)
    })
    this.ended = this.#end()
  }

  /** Waits until the process serves. @throws StackError with the last log lines when it ends or takes too long. */
  async untilReady(): Promise<void> {
    const { name, readyWithin_ms } = this.#spec
    const until_ms = Date.now() + readyWithin_ms
    while (!(await this.#ready())) {
      if (this.#hasEnded) throw this.failure(`${name} ended before it was ready (${await this.ended})`)
      if (Date.now() > until_ms) throw this.failure(`${name} was not ready within ${readyWithin_ms / 1000} s`)
      await sleep(PROBE_EVERY_MS)
    }
  }

  /** Asks it to stop, and ends it by force when it does not. True when it went by itself. */
  async stop(): Promise<boolean> {
    const { stopSignal = 'SIGTERM', stopsWithin_ms = STOPS_WITHIN_MS } = this.#spec
    if (this.#hasEnded) return true
    this.#process.kill(stopSignal)
    const timeout = new AbortController()
    const late = sleep(stopsWithin_ms, true, { signal: timeout.signal }).catch(() => false)
    const isLate = await Promise.race([late, this.ended.then(() => false)])
    timeout.abort()
    if (isLate) this.kill()
    await this.ended
    return !isLate
  }

  kill(): void {
    signalGroup(this.pid, 'SIGKILL')
  }

  failure(message: string): StackError {
    const lines = this.#log.tail(SHOWN_LOG_LINES)
    return new StackError(
      [`${message}. The end of its log:`, ...lines.map((line) => `    ${line}`)].join('\n'),
    )
  }

  async #ready(): Promise<boolean> {
    if (this.#spec.ready === 'message' || this.#hasEnded) return this.#isReady
    return this.#spec.ready().catch(() => false)
  }

  #end(): Promise<string> {
    return new Promise((resolve) => {
      const finish = (how: string): void => {
        this.#hasEnded = true
        // What it spawned itself must not outlive it: a new run would meet the old one's files.
        if (this.pid) signalGroup(this.pid, 'SIGKILL')
        if (this.pid) reaper().ended(this.pid)
        resolve(how)
      }
      this.#process.once('error', (error) => finish(error.message))
      this.#process.once('close', (code, signal) => finish(signal ?? `exit code ${code}`))
    })
  }
}

function spawnChild({ command, args, cwd, environment, uid, gid, ready }: ProcessSpec): ChildProcess {
  return spawn(command, args, {
    ...(cwd && { cwd }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    env: environment ?? toolEnvironment(),
    detached: true,
    stdio: ready === 'message' ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  })
}

function isReadyMessage(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true
}

function sayOf(message: unknown): string | undefined {
  const isSaying = typeof message === 'object' && message !== null && 'say' in message
  return isSaying && typeof message.say === 'string' ? message.say : undefined
}
