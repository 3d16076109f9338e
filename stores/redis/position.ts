/** Where a partition stands: the next offset, and how far the tick at that offset has come (empty: none under way). */
export type Position = { offset: number; tick: string }

/** What happened in a partition, by name; added up for ever. */
export type StreamCounts = { transactions: number; duplicates: number; rejected: number; evaluations: number }

/** The position with all that moves with it; `pages` is how many outbox pages were ever written. */
export type Standing = Position & { counts: StreamCounts; pages: number }

export const nothingCounted = (): StreamCounts => ({
  transactions: 0,
  duplicates: 0,
  rejected: 0,
  evaluations: 0,
})

/** One JSON value, so that one write moves everything. */
export const encodeStanding = ({ offset, tick, counts, pages }: Standing): string =>
  JSON.stringify({ offset, tick, counts, pages })

/** Of a partition that was never written: the start. */
export const decodeStanding = (text: string | null): Standing =>
  text ? (JSON.parse(text) as Standing) : { offset: 0, tick: '', counts: nothingCounted(), pages: 0 }
