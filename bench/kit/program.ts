import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
const NODE_FLAGS = ['--disable-warning=TimeoutNegativeWarning']
const ENDS_WITHIN_MS = 30_000

export type Program = {
  pid: number
  /** Waits for the next message of this kind; rejects when the program ends first. */
  said: <T>(kind: string) => Promise<T>
  /** Waits until it says that it is ready, as the product's processes do. */
  ready: () => Promise<void>
  tell: (message: { kind: string }) => void
  hear: (onMessage: (message: unknown) => void) => void
  /** Its exit code, once it has ended. */
  ended: Promise<number>
  /** Asks it to end, and waits. */
  stop: () => Promise<void>
}

/** Runs a file of the project in a process of its own, to be talked with by messages. */
export function startProgram(
  file: string,
  environment: Record<string, string>,
  args: string[] = [],
): Program {
  const flags = [...NODE_FLAGS, ...(process.env['BENCH_NODE_FLAGS'] ?? '').split(' ').filter(Boolean)]
  const child = spawn(process.execPath, [...flags, file, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  })
  return {
    pid: child.pid ?? 0,
    said: (kind) => nextMessage(child, kind),
    ready: () => untilReady(child),
    hear: (onMessage) => void child.on('message', onMessage),
    tell: (message) => void child.send(message),
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code ?? -1))),
    stop: () => end(child),
  }
}

function nextMessage<T>(child: ChildProcess, kind: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: { kind?: string }): void => {
      if (message.kind !== kind) return
      child.off('message', onMessage).off('close', onEnd)
      resolve(message as T)
    }
    const onEnd = (code: number | null): void => {
      reject(new Error(`The process ended (${code}) before it said ${kind}`))
    }
    child.on('message', onMessage).once('close', onEnd)
  })
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: { ready?: boolean }) => message.ready && resolve())
    child.once('close', (code) => reject(new Error(`The process ended (${code}) before it was ready`)))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS)
  await ended
  clearTimeout(timer)
}
