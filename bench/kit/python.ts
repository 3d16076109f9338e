import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A Python program that answers each line with one line of JSON. */
export type Peer = {
  /** Its first line, said when it is ready. */
  hello: unknown
  ask: (question: string) => Promise<unknown>
  end: () => void
}

export async function startPeer(python: string, args: readonly string[]): Promise<Peer> {
  const child = spawn(python, ['-B', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // One thread each side, whatever a library would like to start.
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next()
    if (done) throw new Error('the Python program has ended')
    return JSON.parse(value)
  }
  return {
    hello: await next(),
    ask: (question) => {
      child.stdin.write(`${question}\n`)
      return next()
    },
    end: () => void child.stdin.end(),
  }
}
