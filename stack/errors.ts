/** Something the person at the keyboard can put right: what is wrong, and what to do about it. */
export class StackError extends Error {
  readonly remedy: string | undefined
  constructor(message: string, remedy?: string) {
    super(message)
    this.name = 'StackError'
    this.remedy = remedy
  }
}

/** The words to show for any thrown value, with the remedy on a line of its own. */
export function explain(thrown: unknown): string {
  if (thrown instanceof StackError)
    return thrown.remedy ? `${thrown.message}\n  ${thrown.remedy}` : thrown.message
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
