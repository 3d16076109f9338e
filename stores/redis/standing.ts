import type { Redis } from 'ioredis'
import { standingScript } from './commit-script.ts'
import { partitionKeys } from './keys.ts'
import { decodeStanding, type Standing } from './position.ts'

/** Where a partition stands, and how many records wait in its outbox, for whoever looks on. */
export async function readStanding(redis: Redis, partition: number): Promise<Standing & { waiting: number }> {
  const keys = partitionKeys(partition)
  const [position, waiting] = (await standingScript(redis, [keys.position], [keys.outbox])) as [
    string,
    number,
  ]
  return { ...decodeStanding(position), waiting }
}
