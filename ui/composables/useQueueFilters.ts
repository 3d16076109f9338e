import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { CaseQuery, Queue } from '../../api/contract.ts'
import { caseFilters } from '../words/choices.ts'
import { queueWords } from '../words/terms.ts'

export const filterNames = ['level', 'hardship', 'product', 'priority', 'late', 'sort', 'q'] as const
export type FilterName = (typeof filterNames)[number]
export type FilterChange = Partial<Record<FilterName, string | undefined>>
export type QueueFilters = Pick<CaseQuery, 'queue'> & Partial<Pick<CaseQuery, FilterName>>

const isQueue = (text: unknown): text is Queue => typeof text === 'string' && Object.hasOwn(queueWords, text)

/** The filters live in the address, so that a view can be kept and sent; a value that means nothing is left out. */
export function useQueueFilters() {
  const route = useRoute()
  const router = useRouter()

  const filters = computed<QueueFilters>(() => {
    const { queue, q } = route.query
    const chosen = caseFilters().flatMap(({ name, choices }) => {
      const value = route.query[name]
      return choices.some((choice) => choice.value === value) ? [[name, value]] : []
    })
    return {
      queue: isQueue(queue) ? queue : 'open',
      ...Object.fromEntries(chosen),
      ...(typeof q === 'string' && q.trim() !== '' ? { q } : {}),
    }
  })
  const narrowed = computed(() =>
    filterNames.some((name) => name !== 'sort' && filters.value[name] !== undefined),
  )
  /** What may be kept of the address: never a search, which could name a person. */
  const keepable = computed(() => {
    const { q: _, ...rest } = filters.value
    return new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)])).toString()
  })

  /** Another queue is another place (back returns); a filter is a refinement of the same. */
  const openQueue = (queue: Queue) => router.push({ path: '/inbox', query: { ...route.query, queue } })
  const openView = (query: string) =>
    router.push({ path: '/inbox', query: Object.fromEntries(new URLSearchParams(query)) })
  const narrow = (change: FilterChange) => router.replace({ query: { ...route.query, ...change } })
  const clear = () => narrow(Object.fromEntries(filterNames.map((name) => [name, undefined])))

  return { filters, narrowed, keepable, openQueue, openView, narrow, clear }
}
