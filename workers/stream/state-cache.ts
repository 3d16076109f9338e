import { decodeState, emptyState, type CustomerState } from '../../features/state.ts'
import type { StateStore } from '../../stores/redis/state-store.ts'

/**
 * Of one partition, between commits: those who are in the midst of something. A decoded state is hundreds of objects,
 * and to have the collector of garbage look at thousands of states again and again costs more than to read them anew.
 */
export const CUSTOMERS_CACHED_MAX = 32

/** The states of one partition's customers that were used last. Valid only while its owner's generation stands. */
export type StateCache = {
  /** The state, where it is at hand. */
  get: (customer: string) => CustomerState | undefined
  /** Whether the customer has no state in the store. */
  isNew: (customer: string) => boolean
  /** Reads the states of these customers, none of which is at hand; they stay until `keep`. */
  read: (customers: readonly string[]) => Promise<void>
  /** The states of these customers were stored: of the others those longest unused are forgotten beyond the limit. */
  keep: (stored: Iterable<string>) => void
}

export function openStateCache(store: StateStore, partition: number): StateCache {
  // The map's order is the order of use.
  const cached = new Map<string, CustomerState>()
  const newcomers = new Set<string>()
  const forget = (customer: string): void => {
    cached.delete(customer)
    newcomers.delete(customer)
  }
  return {
    get: (customer) => cached.get(customer),
    isNew: (customer) => newcomers.has(customer),
    read: async (customers) => {
      const stored = await store.states(partition, customers)
      customers.forEach((customer, index) => {
        const bytes = stored[index]
        if (!bytes) newcomers.add(customer)
        cached.set(customer, bytes ? decodeState(bytes) : emptyState())
      })
    },
    keep: (stored) => {
      for (const customer of stored) {
        const state = cached.get(customer)
        if (!state) continue
        forget(customer)
        cached.set(customer, state)
      }
      for (const customer of cached.keys()) {
        if (cached.size <= CUSTOMERS_CACHED_MAX) return
        forget(customer)
      }
    },
  }
}
