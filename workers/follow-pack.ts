import { setTimeout as pause } from 'node:timers/promises'
import type { Pack } from '../policies/pack.ts'
import { openPacks } from '../policies/packs.ts'
import { readClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { packReader } from '../stores/postgres/packs.ts'
import type { Logger } from '../stores/logger.ts'

/** A version that is published, or whose day has come, is taken on within this time. */
const LOOK_EVERY_MS = 2_000

export type FollowedPack = {
  /** The version in force, as of the last look. */
  current: () => Pack
  close: () => Promise<void>
}

/** Keeps an eye on which version of a pack is in force, for those who ask too often to look each time. */
export async function followPack(databaseUrl: string, id: string, log: Logger): Promise<FollowedPack> {
  const db = openDatabase(databaseUrl)
  const packs = openPacks(packReader(db, () => readClock(db)))
  let pack = await packs.inForce(id)
  const stopping = new AbortController()
  const look = async (): Promise<void> => {
    try {
      const now = await packs.inForce(id)
      if (now.ref.hash !== pack.ref.hash)
        log.info({ pack: now.ref }, 'another version of the pack is in force')
      pack = now
    } catch (error) {
      // The version that was in force stays so until we know better.
      log.warn({ err: error }, 'The pack in force cannot be read')
    }
  }
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await pause(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (!stopping.signal.aborted) await look()
    }
  }
  const watching = watch()
  return {
    current: () => pack,
    close: async () => {
      stopping.abort()
      await watching
      await db.close()
    },
  }
}
