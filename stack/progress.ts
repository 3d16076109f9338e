const STILL_EVERY_MS = 15_000
const NAME_WIDTH = 12

export type Write = (line: string) => void

/** Elapsed wall time in words: `0.4 s`, `12 s`, `3 min 05 s`. */
export function elapsed(since_ms: number): string {
  const seconds = (Date.now() - since_ms) / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`
}

/** Tells a person what is being done, how long it has taken, and that it has not hung. */
export class Progress {
  readonly #write: Write
  constructor(write: Write) {
    this.#write = write
  }

  say(name: string, text: string): void {
    this.#write(`  ${name.padEnd(NAME_WIDTH)} ${text}`)
  }

  line(text: string): void {
    this.#write(text)
  }

  /** Runs one step: a line when it takes long, and a line with the elapsed time when it is done. */
  async step<T>(name: string, doing: string, work: () => Promise<T>, done = doing): Promise<T> {
    const began_ms = Date.now()
    const announced = setTimeout(() => this.say(name, `${doing} …`), 1000)
    const still = setInterval(() => this.say(name, `${doing} … ${elapsed(began_ms)}`), STILL_EVERY_MS)
    try {
      const result = await work()
      this.say(name, `${done} (${elapsed(began_ms)})`)
      return result
    } finally {
      clearTimeout(announced)
      clearInterval(still)
    }
  }
}

export const toStandardOutput = new Progress((line) => process.stdout.write(`${line}\n`))
export const toStandardError = new Progress((line) => process.stderr.write(`${line}\n`))
