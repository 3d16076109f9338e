/** While `version` stays what it was, an answer lives longer. */
export type Unchanged = { version: () => number; shared_ms: number }

/**
 * Who asks within `shared_ms` of another gets that one's answer, also while it is on its way; where nothing has changed
 * since, for longer. A failure is shared by nobody.
 */
export function sharedFor<T>(
  shared_ms: number,
  read: () => Promise<T>,
  unchanged: Unchanged = { version: () => 0, shared_ms },
): () => Promise<T> {
  let kept: { at_ms: number; version: number; answer: Promise<T> } | null = null
  return () => {
    const now_ms = Date.now()
    const version = unchanged.version()
    const lives_ms = kept?.version === version ? unchanged.shared_ms : shared_ms
    if (kept && now_ms - kept.at_ms <= lives_ms) return kept.answer
    const answer = read()
    const fresh = { at_ms: now_ms, version, answer }
    kept = fresh
    answer.catch(() => {
      if (kept === fresh) kept = null
    })
    return answer
  }
}
