import { homedir } from 'node:os'
import { join } from 'node:path'

/** `EQUILIBRATE_CACHE`, by default a folder of the user's cache; `stack/cache.ts` says the same. */
export function cacheFolder() {
  const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return process.env.EQUILIBRATE_CACHE || join(userCache, 'equilibrate')
}
