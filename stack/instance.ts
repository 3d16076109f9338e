import { Home, homeFolder } from './home.ts'
import { removeRuntime, writeRuntime } from './runtime-file.ts'
import type { Progress } from './progress.ts'
import { reaper } from './reaper-client.ts'
import { endTools } from './shell.ts'
import { Supervisor } from './supervisor.ts'

const ONE_SIGNAL_MS = 1000

/** A home that this process runs: locked, supervised, and stopped by a signal or by its parent's end. */
export class Instance {
  readonly home: Home
  readonly supervisor: Supervisor
  readonly progress: Progress
  readonly #release: () => void
  readonly #stopped: Promise<void>
  #environment: Record<string, string> = {}
  #ready = false
  #wasAsked = false
  #askToStop: () => void = () => {}

  constructor(progress: Progress) {
    this.progress = progress
    this.home = new Home(homeFolder())
    this.#release = this.home.lock()
    this.supervisor = new Supervisor(this.home.folder('logs'), progress)
    this.supervisor.onChange = () => this.#write()
    this.#stopped = new Promise((resolve) => (this.#askToStop = resolve))
    this.#listen()
  }

  /** Tells other processes where everything is. */
  publish(environment: Record<string, string>, ready: boolean): void {
    this.#environment = environment
    this.#ready = ready
    this.#write()
  }

  /** Settles when a signal asked this instance to stop. */
  untilAskedToStop(): Promise<void> {
    return this.#stopped
  }

  get wasAskedToStop(): boolean {
    return this.#wasAsked
  }

  /** Drains and stops every process, and gives the home back. */
  async stop(): Promise<void> {
    endTools()
    await this.supervisor.stopAll()
    reaper().close()
    removeRuntime(this.home)
    this.#release()
  }

  #write(): void {
    const processes = this.supervisor.pids()
    writeRuntime(this.home, { ready: this.#ready, environment: this.#environment, processes })
  }

  #listen(): void {
    let asked_ms = 0
    const onSignal = (): void => {
      // One Ctrl-C may arrive twice: from the terminal, and handed on by npm.
      if (asked_ms && Date.now() - asked_ms < ONE_SIGNAL_MS) return
      if (asked_ms) return this.supervisor.killAll()
      asked_ms = Date.now()
      this.progress.line('\nStopping: work in hand is finished first. Ctrl-C again ends at once.')
      this.#wasAsked = true
      endTools()
      this.#askToStop()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
    process.on('disconnect', onSignal)
    process.channel?.unref()
  }
}
