/** A record that waits in a partition's outbox for its topic. `value` is JSON in one line. */
export type OutboxRecord = { topic: string; key: string; value: string }

/** Records of one page: what the drainer publishes at once, about a megabyte. */
export const PAGE_RECORDS_MAX = 500
const LINES_A_RECORD = 3

/** The records cut into pages, in order. */
export const pagesOf = (records: readonly OutboxRecord[]): string[] =>
  Array.from({ length: Math.ceil(records.length / PAGE_RECORDS_MAX) }, (_, page) =>
    encodePage(records.slice(page * PAGE_RECORDS_MAX, (page + 1) * PAGE_RECORDS_MAX)),
  )

/** How many there are, then topic, key and value, one a line: none holds a line break, since JSON escapes its own. */
const encodePage = (records: readonly OutboxRecord[]): string =>
  [String(records.length), ...records.flatMap(({ topic, key, value }) => [topic, key, value])].join('\n')

export function decodePage(page: string): OutboxRecord[] {
  const [count, ...lines] = page.split('\n')
  const line = (at: number): string => lines[at] ?? ''
  return Array.from({ length: Number(count) }, (_, record) => {
    const first = record * LINES_A_RECORD
    return { topic: line(first), key: line(first + 1), value: line(first + 2) }
  })
}
