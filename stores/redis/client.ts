import { once } from 'node:events'
import { Redis } from 'ioredis'
import { ServiceError } from '../../domain/errors.ts'

const FIRST_CONNECTION_MAX_MS = 15_000
const RETRY_STEP_MS = 100
const RETRY_MAX_MS = 2000

/**
 * Connects, and later reconnects for ever; a command waits meanwhile. `onError` hears what goes wrong.
 * @throws unavailable | redis: there was no connection to begin with
 */
export async function openRedis(url: string, onError: (error: Error) => void): Promise<Redis> {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) => Math.min(attempt * RETRY_STEP_MS, RETRY_MAX_MS),
  })
  redis.on('error', onError)
  try {
    await once(redis, 'ready', { signal: AbortSignal.timeout(FIRST_CONNECTION_MAX_MS) })
    return redis
  } catch {
    redis.disconnect()
    throw new ServiceError('unavailable', 'redis', 'Redis does not answer where REDIS_URL points.')
  }
}
