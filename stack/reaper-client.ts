import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { ReaperMessage } from './reaper.ts'

/** This process's line to its reaper. A reaper that dies is replaced and told again. */
class Reaper {
  readonly #children = new Map<number, NodeJS.Signals>()
  #process: ChildProcess
  #closed = false

  constructor() {
    this.#process = this.#spawn()
  }

  began(pid: number, stopSignal: NodeJS.Signals): void {
    this.#children.set(pid, stopSignal)
    this.#tell({ began: pid, stopSignal })
  }

  ended(pid: number): void {
    this.#children.delete(pid)
    this.#tell({ ended: pid })
  }

  close(): void {
    this.#closed = true
    this.#tell({ farewell: true })
    this.#process.stdin?.end()
  }

  #tell(message: ReaperMessage): void {
    this.#process.stdin?.write(`${JSON.stringify(message)}\n`)
  }

  #spawn(): ChildProcess {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'reaper.ts')], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    child.stdin.on('error', () => {})
    child.on('exit', () => {
      if (this.#closed) return
      this.#process = this.#spawn()
      for (const [pid, stopSignal] of this.#children) this.#tell({ began: pid, stopSignal })
    })
    child.unref()
    return child
  }
}

let shared: Reaper | undefined

/** The reaper of this process, begun when it is first needed. */
export function reaper(): Reaper {
  shared ??= new Reaper()
  return shared
}
