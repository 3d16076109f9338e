/**
 * A process apart that outlives its parent by design: it is told every child's pid over standard input, and when
 * that closes without a word (the parent was killed) it ends them all, so that nothing is left running.
 */
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { processBegan } from './lock.ts'
import { signalGroup } from './signals.ts'

const GRACE_MS = 10_000
const LOOK_EVERY_MS = 100

/** One line of the parent: a child that began, or one that ended. */
export type ReaperMessage =
  { began: number; stopSignal: NodeJS.Signals } | { ended: number } | { farewell: true }

const children = new Map<number, NodeJS.Signals>()

async function endAll(): Promise<void> {
  for (const [pid, signal] of [...children].reverse()) signalGroup(pid, signal)
  const until_ms = Date.now() + GRACE_MS
  const anyAlive = (): boolean => [...children.keys()].some((pid) => processBegan(pid) !== undefined)
  while (anyAlive() && Date.now() < until_ms) await sleep(LOOK_EVERY_MS)
  for (const pid of children.keys()) signalGroup(pid, 'SIGKILL')
}

function hear(line: string): void {
  const message = JSON.parse(line) as ReaperMessage
  if ('began' in message) children.set(message.began, message.stopSignal)
  if ('ended' in message) children.delete(message.ended)
  if ('farewell' in message) children.clear()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
createInterface({ input: process.stdin })
  .on('line', hear)
  .on('close', () => void endAll())
