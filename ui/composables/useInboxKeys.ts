import type { useQueueCursor } from './useQueueCursor.ts'
import { useShortcuts } from './useShortcuts.ts'

type Acts = {
  cursor: ReturnType<typeof useQueueCursor>
  approve: () => void
  reject: () => void
  undo: () => void
  help: () => void
  search: () => void
  news: () => void
  pick: () => void
  pickAll: () => void
  unpick: () => void
}

/** The keys of the inbox; the help overlay lists the same. */
export function useInboxKeys({
  cursor,
  approve,
  reject,
  undo,
  help,
  search,
  news,
  pick,
  pickAll,
  unpick,
}: Acts): void {
  const openAtCursor = (): void => {
    if (cursor.cursorId.value) void cursor.open(cursor.cursorId.value).then(cursor.focusDetail)
  }
  useShortcuts({
    j: () => void cursor.move(1),
    k: () => void cursor.move(-1),
    Enter: openAtCursor,
    Escape: () => {
      unpick()
      void cursor.leave()
    },
    x: pick,
    X: pickAll,
    a: approve,
    r: reject,
    u: undo,
    n: news,
    '/': search,
    '?': help,
  })
}
