/** A record that waits in a partition's outbox for its topic. `value` is JSON in one line. */
export type OutboxRecord = { topic: string; key: string; value: string }

/** Topic, key and value, one a line: neither of the first two holds a line break, and JSON escapes its own. */
export const encodeEntry = ({ topic, key, value }: OutboxRecord): string => `${topic}\n${key}\n${value}`

export function decodeEntry(entry: string): OutboxRecord {
  const first = entry.indexOf('\n')
  const second = entry.indexOf('\n', first + 1)
  return {
    topic: entry.slice(0, first),
    key: entry.slice(first + 1, second),
    value: entry.slice(second + 1),
  }
}
