/** Both ways are looked at as an inbox looks at its rows: so often, and nothing is acted on at once. */
const LOOK_EVERY_MS = 250

/** Looks again and again, one look at a time, until it is stopped. A look that fails is made up for by the next. */
export function lookAgain(look: () => Promise<void>): () => void {
  let isStopped = false
  const again = (): void => {
    if (isStopped) return
    void look()
      .catch(() => undefined)
      .then(() => setTimeout(again, LOOK_EVERY_MS))
  }
  again()
  return () => (isStopped = true)
}
