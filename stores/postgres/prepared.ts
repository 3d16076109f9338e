/** Statements that a process keeps prepared, on each of its connections: what is put together as it is needed must not fill the server. */
export const PREPARED_MAX = 400

const names = new Map<string, string>()

/** The name under which a statement is prepared, the same for the same text; none once too many are. */
export function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= PREPARED_MAX) return known
  const name = `s${names.size}`
  names.set(text, name)
  return name
}
