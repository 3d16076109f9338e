import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import { provideRedis } from '../../stack/components/redis-binary.ts'
import { accepts, LOOPBACK, Ports } from '../../stack/ports.ts'
import { toStandardError } from '../../stack/progress.ts'
import { openRedis } from '../../stores/redis/client.ts'
import { eventually } from '../harness/processes.ts'

export type OwnRedis = { redis: Redis; kill: () => Promise<void> }

/** A Redis of a test's own in this folder, that answers when its append-only file holds what was written. */
export async function startRedis(folder: string): Promise<OwnRedis> {
  const port = await new Ports(`${folder}.ports`).port('redis')
  const settings = {
    port: String(port),
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    bind: LOOPBACK,
  }
  const child: ChildProcess = spawn(
    await provideRedis(toStandardError),
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    { stdio: 'ignore' },
  )
  // Nobody else would end it where a test fails.
  process.once('exit', () => child.kill('SIGKILL'))
  await eventually('Redis to listen', () => accepts(port))
  const redis = await openRedis(`redis://${LOOPBACK}:${port}`, () => undefined)
  return {
    redis,
    kill: async () => {
      redis.disconnect()
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** The newest part of a Redis's append-only file. @throws Error where there is none */
export function newestLogIn(folder: string): string {
  const logs = join(folder, 'appendonlydir')
  const name = readdirSync(logs).findLast((file) => file.endsWith('.incr.aof'))
  if (!name) throw new Error('Redis keeps no append-only file')
  return join(logs, name)
}
