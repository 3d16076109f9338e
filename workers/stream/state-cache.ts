import { decodeState, emptyState, type CustomerState } from '../../features/state.ts'
import type { StateStore } from '../../stores/redis/state-store.ts'

export const CUSTOMERS_CACHED_MAX = 1000

/** The states of one partition's customers that were used last. Valid only while its owner's generation stands. */
export type StateCache = {
  /** The states of all these customers, read where they are not at hand; they stay until `shrink`. */
  load: (customers: Iterable<string>) => Promise<ReadonlyMap<string, CustomerState>>
  /** Forgets the least recently used beyond the limit. */
  shrink: () => void
}

export function openStateCache(store: StateStore, partition: number): StateCache {
  const cached = new Map<string, CustomerState>()
  const read = async (customers: string[]): Promise<void> => {
    const stored = await store.states(partition, customers)
    customers.forEach((customer, index) => {
      const bytes = stored[index]
      cached.set(customer, bytes ? decodeState(bytes) : emptyState())
    })
  }
  return {
    load: async (customers) => {
      const wanted = new Set(customers)
      await read([...wanted].filter((customer) => !cached.has(customer)))
      const states = new Map<string, CustomerState>()
      for (const customer of wanted) {
        const state = cached.get(customer) ?? emptyState()
        // Set anew, so that the map's order is the order of use.
        cached.delete(customer)
        cached.set(customer, state)
        states.set(customer, state)
      }
      return states
    },
    shrink: () => {
      for (const customer of cached.keys()) {
        if (cached.size <= CUSTOMERS_CACHED_MAX) return
        cached.delete(customer)
      }
    },
  }
}
