import type { RowFault } from '../../ingest/formats.ts'

const NAMED_MAX = 20

export interface Faults {
  add: (row: RowFault) => void
  /** Says how many there were beyond those named; returns the number of all. */
  close: () => number
}

/** Names rows that could not be used on standard error, the first twenty of them. */
export function openFaults(): Faults {
  let count = 0
  return {
    add: ({ file, line, field, reason, fix }) => {
      count++
      if (count <= NAMED_MAX) process.stderr.write(`${file}, line ${line}: ${field} ${reason}; ${fix}\n`)
    },
    close: () => {
      if (count > NAMED_MAX) process.stderr.write(`${count - NAMED_MAX} more rows could not be used\n`)
      return count
    },
  }
}
