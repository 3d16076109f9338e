import type { Redis } from 'ioredis'
import type { Kafka } from 'kafkajs'
import { readRange } from '../../stores/kafka/read-range.ts'
import { topics } from '../../stores/kafka/topics.ts'
import { decodeStanding } from '../../stores/redis/position.ts'

/** Everything that the stream keeps, by key; generations left out, since each start raises them. */
export async function redisSnapshot(redis: Redis): Promise<Record<string, unknown>> {
  const keys = (await redis.keys('{*')).filter((key) => !key.endsWith(':generation')).sort()
  const read = async (key: string): Promise<unknown> => {
    if (key.endsWith(':position')) {
      // How many commits it took is not the stream's result.
      const { pages, ...standing } = decodeStanding(await redis.get(key))
      return { ...standing, isWritten: pages > 0 }
    }
    if (key.endsWith(':customers')) return redis.zrange(key, '0', '-1')
    return (await redis.getBuffer(key))?.toString('hex')
  }
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await read(key)] as const)))
}

/** The evaluations on the topic behind some offsets, by id. @throws Error when one id has two contents */
export async function evaluationsSince(
  kafka: Kafka,
  from: ReadonlyMap<number, number>,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  await readRange(kafka, topics.evaluations, from, ({ value }) => {
    const text = value?.toString('utf8') ?? ''
    const { id } = JSON.parse(text) as { id: string }
    if ((found.get(id) ?? text) !== text) throw new Error(`Two evaluations have the id ${id}`)
    found.set(id, text)
  })
  return found
}
