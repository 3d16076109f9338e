/** `2026-03-02 04:30:00.123456+00`, as PostgreSQL writes an instant where its time zone is UTC. */
const UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/
const SECONDS_END = 19
const MS_END = 23

/** An instant of PostgreSQL as ISO 8601 UTC with milliseconds; what is finer is cut off. A page of cases has hundreds. */
export function instantOf(text: string): string {
  if (!UTC.test(text)) return new Date(text).toISOString()
  const ms = text.slice(SECONDS_END, Math.min(MS_END, text.length - '+00'.length)) || '.'
  return `${text.slice(0, 10)}T${text.slice(11, SECONDS_END)}${ms.padEnd(MS_END - SECONDS_END, '0')}Z`
}
