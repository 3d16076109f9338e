import type { Pack } from '../policies/pack.ts'
import { openPacks } from '../policies/packs.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { packReader } from '../stores/postgres/packs.ts'

/** The version of a pack that is in force as a process starts; a later one is taken on with its next start. */
export async function packAtStart(databaseUrl: string, id: string): Promise<Pack> {
  const db = openDatabase(databaseUrl)
  try {
    return await openPacks(packReader(db)).inForce(id)
  } finally {
    await db.close()
  }
}
