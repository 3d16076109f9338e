import type { Database } from './database.ts'

/** Numbers of the advisory locks, one a role that only one process may have. */
export const roles = { sequencer: 7_301, capture: 7_302 } as const

/**
 * Waits until this process is the only one in the role, and stays so until `release` or until its connection breaks:
 * then `onLost` is called, and another may already have the role.
 */
export async function becomeOnly(
  db: Database,
  role: keyof typeof roles,
  onLost: (error: unknown) => void,
): Promise<{ release: () => Promise<void> }> {
  const connection = await db.listen()
  connection.on('error', onLost)
  await connection.query('select pg_advisory_lock($1)', [roles[role]])
  return { release: () => connection.end() }
}
