import type { Consumer } from 'kafkajs'

/** Every commit is a record that the brokers store: many a second, for each partition its own, would be most of their work. */
const COMMIT_EVERY_MS = 200

export type GroupOffsets = {
  /** Everything before `offset` is done. */
  done: (topic: string, partition: number, offset: number) => void
  /** The partitions may be others' now. */
  forget: () => void
  /** Commits what is left. */
  close: () => Promise<void>
}

/**
 * Commits what is done to the group, all partitions at once and a few times a second. A commit that fails is left to the
 * next one: what is lost with it is only read again, and every reader knows what it has done before.
 */
export function openGroupOffsets(consumer: Pick<Consumer, 'commitOffsets'>): GroupOffsets {
  let marked = new Map<string, { topic: string; partition: number; offset: string }>()
  let timer: NodeJS.Timeout | null = null
  let committing: Promise<void> = Promise.resolve()
  const commit = async (): Promise<void> => {
    timer = null
    await committing
    if (marked.size === 0) return
    const offsets = [...marked.values()]
    marked = new Map()
    committing = consumer.commitOffsets(offsets).catch(() => undefined)
    await committing
  }
  return {
    done: (topic, partition, offset) => {
      marked.set(`${topic}/${partition}`, { topic, partition, offset: String(offset) })
      timer ??= setTimeout(() => void commit(), COMMIT_EVERY_MS)
    },
    forget: () => marked.clear(),
    close: async () => {
      if (timer) clearTimeout(timer)
      await commit()
    },
  }
}
