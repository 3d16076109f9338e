import type { Redis } from 'ioredis'
import { createHash } from 'node:crypto'

export type Script = (
  redis: Redis,
  keys: readonly string[],
  args: readonly (string | number | Buffer)[],
) => Promise<unknown>

/** A Lua script, run by its hash; its text is sent only where the server does not know it. */
export function script(lua: string): Script {
  const hash = createHash('sha1').update(lua).digest('hex')
  return async (redis, keys, args) => {
    const rest = [keys.length, ...keys, ...args] as const
    try {
      return await redis.call('EVALSHA', hash, ...rest)
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
      return redis.call('EVAL', lua, ...rest)
    }
  }
}
