import { sha256 } from '../../domain/hash.ts'
import type { Token } from '../../domain/ids.ts'
import type { RejectedEvent } from '../../domain/rejection.ts'
import type { BadRow } from '../../ingest/formats.ts'
import { rejectionOf } from '../../ingest/validate.ts'
import type { Producer } from '../../stores/kafka/producer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import type { Rejected } from '../../stores/vault/originals.ts'
import type { Vault } from '../../stores/vault/vault.ts'

/** Bad rows that are named one by one; the others are only counted here, and all are in the rejected data. */
export const NAMED_MAX = 20
const ID_CHARS = 16

export type BadRows = {
  add: (row: BadRow) => void
  /** Writes what was added to the vault, the table and the topic of rejected data. */
  write: () => Promise<void>
  /** Says how many more there were than were named. */
  summarise: () => void
}

export type BadRowDeps = {
  vault: Vault
  producer: Producer
  tokenise: (customerId: string) => Token
  say: (line: string) => void
}
/** `format`: by what the row can be read again. */
export type LoadedFile = { loadId: string; format: string }

/** Names the rows of a file that could not be taken, on standard error and in the rejected data. */
export function openBadRows({ vault, producer, tokenise, say }: BadRowDeps, file: LoadedFile): BadRows {
  let waiting: Rejected[] = []
  let count = 0
  return {
    add: (row) => {
      count += 1
      if (count <= NAMED_MAX) say(`${row.file}, line ${row.line}: ${row.field} ${row.reason}; ${row.fix}`)
      const customerId = row.customerId()
      waiting.push(rejectedRow(row, file, customerId === null ? null : tokenise(customerId)))
    },
    write: async () => {
      await vault.keepRejected(waiting)
      await producer.send(
        topics.rejected,
        waiting.map(({ event }) => ({ key: event.position, value: JSON.stringify(event) })),
      )
      waiting = []
    },
    summarise: () => {
      if (count > NAMED_MAX)
        say(`${count - NAMED_MAX} more rows could not be taken; all are in the rejected data`)
    },
  }
}

function rejectedRow(row: BadRow, { loadId, format }: LoadedFile, customer: Token | null): Rejected {
  const { file, line } = row
  const value = Buffer.from(row.original())
  const event: RejectedEvent = {
    source: `file:${loadId.slice(0, ID_CHARS)}`,
    position: `${file} line ${line}`,
    ...rejectionOf(row),
    sha256: sha256(value),
  }
  return { event, customer, original: { key: JSON.stringify({ format, line, file }), value } }
}
