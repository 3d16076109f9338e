import { existsSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import type { Random } from '../../../bench/kit/random.ts'
import { eventually } from '../../harness/processes.ts'
import { newestLogIn } from '../own-redis.ts'
import type { Rig } from '../rig.ts'
import type { Fleet } from './fleet.ts'

export type FaultBed = {
  rig: Rig
  redis: Redis
  stream: Fleet
  opener: Fleet
  random: Random
  pause_ms: number
}
/** Does its harm while the bank talks; when it returns, everything runs again with one stream worker and one opener. */
export type Fault = (bed: FaultBed) => Promise<void>

const BEFORE_MAX_MS = 1500
/** So much of the newest writes is lost with the power: less than what the bank says in a round. */
const LOST_BYTES_MAX = 200_000
const MANY = 4

const soon = ({ random }: FaultBed): Promise<void> => sleep(random() * BEFORE_MAX_MS)

/** Kills the oldest worker of a fleet, whatever it is doing; the fleet starts another. */
const killOldest =
  (fleet: 'stream' | 'opener'): Fault =>
  async (bed) => {
    await soon(bed)
    bed[fleet].programs()[0]?.child.kill('SIGKILL')
  }

/** Lets a worker run into a fault point. */
const killAt =
  (point: string): Fault =>
  async ({ rig }) => {
    rig.arm(point)
    await eventually(`somebody to die at ${point}`, async () => rig.wasHit(point))
  }

/** A second worker joins while the first is in mid-batch; then the first leaves, in good order or not. */
const rebalance: Fault = async (bed) => {
  await soon(bed)
  const [first] = bed.stream.programs()
  await bed.stream.grow()
  await soon(bed)
  if (!first) return
  if (bed.random() < 0.5) first.child.kill('SIGKILL')
  await bed.stream.retire(first)
}

/** A worker stands still for so long that another takes over its partitions; what it then still wants to write is late. */
const pause: Fault = async (bed) => {
  await soon(bed)
  const [first] = bed.stream.programs()
  first?.child.kill('SIGSTOP')
  const second = await bed.stream.grow()
  await sleep(bed.pause_ms)
  first?.child.kill('SIGCONT')
  await soon(bed)
  await bed.stream.retire(second)
}

/** Nobody opens cases for a while: some customers are at risk, and forgotten before their case could be opened. */
const pauseOpener: Fault = async (bed) => {
  const [first] = bed.opener.programs()
  first?.child.kill('SIGSTOP')
  await sleep(bed.pause_ms)
  first?.child.kill('SIGCONT')
  await soon(bed)
}

const scale: Fault = async ({ stream, random }) => {
  await Promise.all(Array.from({ length: MANY - 1 }, () => stream.grow()))
  await sleep(random() * BEFORE_MAX_MS)
  while (stream.programs().length > 1) {
    const [oldest] = stream.programs()
    if (oldest) await stream.retire(oldest)
  }
}

async function killComponent({ rig }: FaultBed, name: string): Promise<void> {
  const pid = rig.componentPid(name)
  if (pid === undefined) throw new Error(`${name} does not run`)
  process.kill(pid, 'SIGKILL')
  await eventually(`${name} to be gone`, async () => !existsSync(`/proc/${pid}`))
}

const killRedis: Fault = async (bed) => {
  await soon(bed)
  await killComponent(bed, 'redis')
}

/** As when the power fails: the end of the append-only file, not yet on the disk, is gone. */
const loseTail: Fault = async (bed) => {
  await sleep(BEFORE_MAX_MS)
  await killComponent(bed, 'redis')
  const log = newestLogIn(join(bed.rig.home, 'redis'))
  const { size } = statSync(log)
  truncateSync(log, Math.max(size >> 1, size - Math.floor(bed.random() * LOST_BYTES_MAX)))
}

const killKafka: Fault = async (bed) => {
  await soon(bed)
  await killComponent(bed, 'kafka')
}

/** Redis is empty: workers refuse to begin anew by themselves until the states are built from the topic. */
const loseRedis: Fault = async (bed) => {
  await soon(bed)
  await bed.redis.flushall()
  await soon(bed)
  const rebuild = bed.rig.start('commands/features-rebuild.ts')
  const ended = await rebuild.ended
  if (ended !== 'code 0') throw new Error(`The rebuild ended with ${ended}`)
}

export const faults = {
  'stream killed': killOldest('stream'),
  'stream killed before its commit': killAt('stream.before-commit'),
  'stream killed after its commit': killAt('stream.after-commit'),
  'stream killed after publishing': killAt('stream.published'),
  rebalance,
  'stream paused': pause,
  'one, four, one': scale,
  'Redis killed': killRedis,
  'Redis lost its last writes': loseTail,
  'Redis emptied and rebuilt': loseRedis,
  'Kafka killed': killKafka,
  'opener killed': killOldest('opener'),
  'opener paused': pauseOpener,
} as const satisfies Record<string, Fault>
export type FaultName = keyof typeof faults
