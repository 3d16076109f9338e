import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Child } from './child.ts'
import { explain } from './errors.ts'
import { LogFile } from './log-file.ts'
import type { ProcessSpec } from './process-spec.ts'
import type { Progress } from './progress.ts'

const FIRST_RESTART_MS = 500
const LONGEST_RESTART_MS = 30_000
/** A process that ran this long counts as healthy again: its next restart is quick. */
const STEADY_MS = 60_000

interface Kept {
  spec: ProcessSpec
  log: LogFile
  child: Child
  startedAt_ms: number
  failures: number
}

/** Runs processes, restarts those that die, and stops them in the reverse of the order they were started in. */
export class Supervisor {
  readonly #logs: string
  readonly #progress: Progress
  readonly #kept: Kept[] = []
  readonly #oneShots = new Set<Child>()
  readonly #stopping = new AbortController()
  /** Called whenever a process got another pid. */
  onChange: () => void = () => {}

  constructor(logs: string, progress: Progress) {
    this.#logs = logs
    this.#progress = progress
  }

  get isStopping(): boolean {
    return this.#stopping.signal.aborted
  }

  /** Starts a process and waits until it is ready; from then on it is kept alive.
   *  @throws StackError when it does not come up at this first start. */
  async start(spec: ProcessSpec): Promise<void> {
    this.#stopping.signal.throwIfAborted()
    const log = new LogFile(join(this.#logs, `${spec.name}.log`))
    const kept = {
      spec,
      log,
      child: this.#spawn(spec, log),
      startedAt_ms: Date.now(),
      failures: 0,
    }
    this.#kept.push(kept)
    await kept.child.untilReady()
    void this.#keepAlive(kept)
    this.onChange()
  }

  /** Runs a process to its end and gives what it wrote to standard output.
   *  @throws StackError with its last log lines when it fails. */
  async runOnce(spec: Omit<ProcessSpec, 'ready' | 'readyWithin_ms'>): Promise<string> {
    this.#stopping.signal.throwIfAborted()
    const log = new LogFile(join(this.#logs, `${spec.name}.log`))
    let output = ''
    const whole: ProcessSpec = { ...spec, ready: 'message', readyWithin_ms: 0 }
    const onOutput = (chunk: Buffer): void => void (output += chunk.toString())
    const child = new Child(whole, log, { onOutput, onSay: (text) => this.#progress.say(spec.name, text) })
    this.#oneShots.add(child)
    const how = await child.ended
    this.#oneShots.delete(child)
    log.close()
    if (how !== 'exit code 0') throw child.failure(`${spec.name} failed (${how})`)
    return output
  }

  /** The pid of each process that is kept alive. */
  pids(): Record<string, number> {
    return Object.fromEntries(this.#kept.map(({ spec, child }) => [spec.name, child.pid]))
  }

  /** Stops everything, the newest first. */
  async stopAll(): Promise<void> {
    this.#stopping.abort()
    await Promise.all([...this.#oneShots].map((child) => child.stop()))
    for (const { spec, child, log } of [...this.#kept].reverse()) {
      if (!(await child.stop())) this.#progress.say(spec.name, 'did not stop in time and was ended by force')
      log.close()
    }
  }

  /** Ends everything at once, for a person who does not want to wait. */
  killAll(): void {
    this.#stopping.abort()
    for (const child of [...this.#oneShots, ...this.#kept.map((kept) => kept.child)]) child.kill()
  }

  #spawn(spec: ProcessSpec, log: LogFile): Child {
    return new Child(spec, log, { onSay: (text) => this.#progress.say(spec.name, text) })
  }

  async #keepAlive(kept: Kept): Promise<void> {
    for (;;) {
      const how = await kept.child.ended
      if (this.isStopping) return
      if (Date.now() - kept.startedAt_ms > STEADY_MS) kept.failures = 0
      const pause_ms = Math.min(FIRST_RESTART_MS * 2 ** kept.failures, LONGEST_RESTART_MS)
      kept.failures += 1
      this.#progress.say(kept.spec.name, `ended (${how}); starting it again in ${pause_ms / 1000} s`)
      await sleep(pause_ms, undefined, { signal: this.#stopping.signal }).catch(() => {})
      if (this.isStopping) return
      await this.#restart(kept)
    }
  }

  async #restart(kept: Kept): Promise<void> {
    kept.child = this.#spawn(kept.spec, kept.log)
    kept.startedAt_ms = Date.now()
    this.onChange()
    try {
      await kept.child.untilReady()
      this.#progress.say(kept.spec.name, 'is running again')
    } catch (error) {
      if (this.isStopping) return
      this.#progress.say(kept.spec.name, explain(error))
      kept.child.kill()
    }
  }
}
