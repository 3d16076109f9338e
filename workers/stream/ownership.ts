import type { Seek } from '../../stores/kafka/reading-thread/consumer.ts'
import type { Claim, StateStore } from '../../stores/redis/state-store.ts'
import { openStateCache, type StateCache } from './state-cache.ts'

/** A partition that this process owns: where it stands, and its states at hand. Worthless once a commit was refused. */
export type Owned = { claim: Claim; states: StateCache; soughtTo: number | null }

export type Ownership = {
  /** The group gave these partitions, and no others, to this process. */
  assign: (partitions: readonly number[], seek: Seek) => void
  /** Claims everything anew: Redis was away, and may have come back with less than it had confirmed. */
  renewAll: () => void
  /** The partition as claimed; null where the group gave it to another. */
  of: (partition: number) => Promise<Owned | null>
  /** Where each partition of this process stands. */
  positions: () => Promise<ReadonlyMap<number, number>>
  /** Claims the partition anew, unless it was given away or claimed anew meanwhile. */
  renew: (lost: Owned) => Promise<Owned | null>
}

/**
 * Who may write. The group says which partitions are ours; a claim in Redis makes it binding: it raises the
 * partition's generation, and a commit under an older one is refused, whatever its sender believes. What follows is
 * read from where Redis says that the partition stands, also where nothing new comes.
 */
export function openOwnership(store: StateStore, onClaimed: (partition: number) => void): Ownership {
  const owned = new Map<number, Promise<Owned>>()
  let seek: Seek = () => undefined
  const claim = (partition: number): void => {
    const claimed = store.claim(partition).then((taken): Owned => {
      return { claim: taken, states: openStateCache(store, partition), soughtTo: null }
    })
    owned.set(partition, claimed)
    claimed.then(
      ({ claim: { offset } }) => {
        if (owned.get(partition) !== claimed) return
        seek(partition, offset)
        onClaimed(partition)
      },
      // Whoever asks `of` hears of it.
      () => undefined,
    )
  }
  return {
    assign: (partitions, seekOfGeneration) => {
      seek = seekOfGeneration
      owned.clear()
      partitions.forEach(claim)
    },
    renewAll: () => [...owned.keys()].forEach(claim),
    of: async (partition) => (await owned.get(partition)) ?? null,
    positions: async () => {
      const claims = await Promise.all([...owned.values()])
      return new Map(claims.map(({ claim: { partition, offset } }) => [partition, offset]))
    },
    renew: async (lost) => {
      const { partition } = lost.claim
      const current = owned.get(partition)
      if (current && (await current) === lost && owned.get(partition) === current) claim(partition)
      return (await owned.get(partition)) ?? null
    },
  }
}
