import type { BadRow } from '../../ingest/formats.ts'
import { hashOf } from '../../domain/hash.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { recordRejected, type RejectedEvent } from '../../stores/postgres/rejected-events.ts'

/** Bad rows that are named one by one; the others are only counted here, and all are in the table. */
export const NAMED_MAX = 20
const ID_CHARS = 16

export type BadRows = {
  add: (row: BadRow) => void
  /** Writes what was added to the table of rejected events. */
  write: () => Promise<void>
  /** Says how many more there were than were named. */
  summarise: () => void
}

/** Names the rows of a file that could not be taken, on standard error and in the table. */
export function openBadRows(db: Database, loadId: string, say: (line: string) => void): BadRows {
  const source = `file:${loadId.slice(0, ID_CHARS)}`
  let waiting: RejectedEvent[] = []
  let count = 0
  return {
    add: (row) => {
      const { file, line, field, reason, fix } = row
      count += 1
      if (count <= NAMED_MAX) say(`${file}, line ${line}: ${field} ${reason}; ${fix}`)
      waiting.push({
        source,
        position: `${file} line ${line}`,
        reason: `${field} ${reason}`,
        sha256: hashOf(row),
      })
    },
    write: async () => {
      await recordRejected(db, waiting)
      waiting = []
    },
    summarise: () => {
      if (count > NAMED_MAX)
        say(`${count - NAMED_MAX} more rows could not be taken; all are in the rejected data`)
    },
  }
}
