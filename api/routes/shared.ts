/** Who asks within `shared_ms` of another gets that one's answer, also while it is on its way. A failure is shared by nobody. */
export function sharedFor<T>(shared_ms: number, read: () => Promise<T>): () => Promise<T> {
  let kept: { at_ms: number; answer: Promise<T> } | null = null
  return () => {
    const now_ms = Date.now()
    if (kept && now_ms - kept.at_ms <= shared_ms) return kept.answer
    const answer = read()
    const fresh = { at_ms: now_ms, answer }
    kept = fresh
    answer.catch(() => {
      if (kept === fresh) kept = null
    })
    return answer
  }
}
