import { Redis } from 'ioredis'

const RETRY_STEP_MS = 100
const RETRY_MAX_MS = 2000

/** Connects, and reconnects for ever; a command waits meanwhile. `onError` hears what goes wrong. */
export async function openRedis(url: string, onError: (error: Error) => void): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * RETRY_STEP_MS, RETRY_MAX_MS),
  })
  redis.on('error', onError)
  await redis.connect()
  return redis
}
