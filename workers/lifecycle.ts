import type { Registry } from 'prom-client'
import { createLogger, type Logger } from '../stores/logger.ts'
import { openWorkerMetrics } from './metrics.ts'

/** A running worker: `drain` finishes the work in hand and closes what it opened. */
export type Running = { drain: () => Promise<void> }
export type Start = (log: Logger, fail: (error: unknown) => void, registry: Registry) => Promise<Running>

const DRAIN_MAX_MS = 18_000

/**
 * The life of a worker process: starts it, says so to its supervisor, and drains on SIGTERM, SIGINT or when the
 * supervisor is gone. It crashes rather than limps: `fail` ends the process, and the supervisor starts a new one.
 */
export async function runWorker(name: string, start: Start): Promise<void> {
  const log = createLogger(name)
  const fail = (error: unknown): void => {
    log.fatal({ err: error }, 'The worker cannot go on')
    process.exit(1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  const stopped = untilAskedToStop()
  const metrics = await openWorkerMetrics(name)
  const started = start(log, fail, metrics.registry).catch(fail)
  const running = await Promise.race([started, stopped.then(() => null)])
  if (!running) process.exit(0)
  log.info('ready')
  process.send?.({ ready: true })
  await stopped
  log.info('draining')
  setTimeout(() => fail(new Error('drain')), DRAIN_MAX_MS).unref()
  await running.drain()
  metrics.close()
  process.exit(0)
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
    process.once('disconnect', () => resolve())
  })
}

/** Runs `work` again and again, `pause_ms` apart, until stopped; `wake` starts the next turn at once. */
export function repeat(
  work: () => Promise<void>,
  pause_ms: number,
  fail: (error: unknown) => void,
): { wake: () => void; stop: () => Promise<void> } {
  let isStopped = false
  let isWanted = false
  let rouse = (): void => {}
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, isWanted ? 0 : pause_ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async (): Promise<void> => {
    while (!isStopped) {
      isWanted = false
      await work()
      if (!isStopped) await pause()
    }
  }
  const ended = loop().catch(fail)
  return {
    wake: () => {
      isWanted = true
      rouse()
    },
    stop: () => {
      isStopped = true
      rouse()
      return ended
    },
  }
}
