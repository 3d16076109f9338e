import { join } from 'node:path'
import { runner } from 'node-pg-migrate'

const FOLDER = join(import.meta.dirname, 'migrations')

/** Brings the database to the newest schema; returns the names of the migrations that it ran, none when it was there. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const ran = await runner({
    databaseUrl,
    dir: FOLDER,
    direction: 'up',
    migrationsTable: 'migrations',
    // Two that start at once: the second waits and then finds nothing to do.
    advisoryLockMode: 'wait',
    log: () => {},
  })
  return ran.map((migration) => migration.name)
}
