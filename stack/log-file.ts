import { createWriteStream, readFileSync, renameSync, statSync, type WriteStream } from 'node:fs'

const LARGEST_LOG_BYTES = 20 * 1024 * 1024

/** A log with a size cap: when it is full it is kept once as `.1` and begun anew. */
export class LogFile {
  readonly #file: string
  #stream: WriteStream
  #bytes: number

  constructor(file: string) {
    this.#file = file
    this.#bytes = sizeOf(file)
    this.#stream = createWriteStream(file, { flags: 'a' })
  }

  write(chunk: Buffer | string): void {
    if (this.#bytes > LARGEST_LOG_BYTES) this.#turn()
    this.#bytes += chunk.length
    this.#stream.write(chunk)
  }

  /** The last lines that were written, for an error that must explain itself. */
  tail(lines: number): string[] {
    try {
      return readFileSync(this.#file, 'utf8').trimEnd().split('\n').slice(-lines)
    } catch {
      return []
    }
  }

  close(): void {
    this.#stream.end()
  }

  #turn(): void {
    this.#stream.end()
    renameSync(this.#file, `${this.#file}.1`)
    this.#stream = createWriteStream(this.#file, { flags: 'a' })
    this.#bytes = 0
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
