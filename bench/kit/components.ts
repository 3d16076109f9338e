import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readRuntime, type Runtime } from '../../stack/runtime-file.ts'

const ENTER = join(import.meta.dirname, '..', '..', 'stack', 'enter.mjs')
const READY_WITHIN_MS = 180_000
const LOOK_EVERY_MS = 100
const OPEN_TO_ALL = 0o755

export type Components = {
  /** Addresses and secrets by the name of their variable. */
  environment: Record<string, string>
  /** Pids by the component's name. */
  pids: Record<string, number>
  stop: () => Promise<void>
}

/** Starts the components alone in a home of their own, that is removed at the end. `elsewhere`: those not to start. */
export async function startComponents(elsewhere: Record<string, string> = {}): Promise<Components> {
  const home = mkdtempSync(join(tmpdir(), 'equilibrate-bench-'))
  chmodSync(home, OPEN_TO_ALL)
  const child = spawn(process.execPath, [ENTER, 'components'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...withoutAddresses(process.env), ...elsewhere, EQUILIBRATE_HOME: home },
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
    rmSync(home, { recursive: true, force: true })
  }
  const runtime = await untilReady(home, () => child.exitCode !== null).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const secrets = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as Record<string, string>
  return { environment: { ...runtime.environment, ...secrets }, pids: runtime.processes, stop }
}

async function untilReady(home: string, hasEnded: () => boolean): Promise<Runtime> {
  const until_ms = Date.now() + READY_WITHIN_MS
  while (Date.now() < until_ms && !hasEnded()) {
    const runtime = readRuntime(home)
    if (runtime?.ready) return runtime
    await sleep(LOOK_EVERY_MS)
  }
  throw new Error('The components did not start')
}

/** A running instance of this home must not lend its components to a measurement. */
function withoutAddresses(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = ['TEMPORAL_ADDRESS', 'KAFKA_BROKERS', 'REDIS_URL', 'DATABASE_URL']
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.includes(name)))
}
