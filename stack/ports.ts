import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { StackError } from './errors.ts'
import { writePrivately } from './private-file.ts'

export const LOOPBACK = '127.0.0.1'
/** Below the ports that the operating system hands to outgoing connections, so that none takes ours. */
const LOWEST_PORT = 15_000
const HIGHEST_PORT = 32_000
const TRIES = 50
const CONNECT_WITHIN_MS = 1000

/** Whether this port of the loopback can be bound now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** Whether something accepts connections on this port of the loopback. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: LOOPBACK, timeout: CONNECT_WITHIN_MS })
    const end = (answer: boolean): void => {
      socket.destroy()
      resolve(answer)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false))
  })
}

/** The ports of one home: remembered in a file, picked anew when another process has taken one. */
export class Ports {
  readonly #file: string
  readonly #ports: Record<string, number>

  constructor(file: string) {
    this.#file = file
    this.#ports = readPorts(file)
  }

  /** The port that goes by this name; it was free a moment ago. */
  async port(name: string): Promise<number> {
    const remembered = this.#ports[name]
    if (remembered !== undefined && (await isFree(remembered))) return remembered
    const port = await this.#pick()
    this.#ports[name] = port
    writePrivately(this.#file, JSON.stringify(this.#ports, null, 2))
    return port
  }

  async #pick(): Promise<number> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const port = randomInt(LOWEST_PORT, HIGHEST_PORT)
      if (!Object.values(this.#ports).includes(port) && (await isFree(port))) return port
    }
    throw new StackError(`No free port was found between ${LOWEST_PORT} and ${HIGHEST_PORT}.`)
  }
}

function readPorts(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>
  } catch {
    return {}
  }
}
