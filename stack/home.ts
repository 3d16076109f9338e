import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StackError } from './errors.ts'
import { tryLock } from './lock.ts'
import { Ports } from './ports.ts'

/** The checkout's root. */
export const ROOT = resolve(import.meta.dirname, '..')

/** Where `EQUILIBRATE_HOME` points, by default `.equilibrate/` in the checkout. */
export function homeFolder(): string {
  return resolve(process.env.EQUILIBRATE_HOME || join(ROOT, '.equilibrate'))
}

/** The state of one instance: data folders, logs, ports, secrets. */
export class Home {
  readonly path: string
  readonly #ports: Ports

  constructor(path: string) {
    mkdirSync(path, { recursive: true })
    this.path = path
    this.#ports = new Ports(join(path, 'ports.json'))
  }

  /** A folder of the home, made when it is not there. */
  folder(name: string): string {
    const folder = join(this.path, name)
    mkdirSync(folder, { recursive: true })
    return folder
  }

  file(name: string): string {
    return join(this.path, name)
  }

  port(name: string): Promise<number> {
    return this.#ports.port(name)
  }

  /** Makes this process the only one that runs this home. @throws StackError naming the one that already does. */
  lock(): () => void {
    const lock = tryLock(this.file('lock'))
    if ('release' in lock) return lock.release
    throw new StackError(
      `An instance already runs in ${this.path} (process ${lock.holder.pid}).`,
      'Stop it with Ctrl-C, or give this one a home and a port of its own: EQUILIBRATE_HOME=… PORT=… npm start',
    )
  }
}
