import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { CaseQuery, Queue } from '../../api/contract.ts'
import { hardshipWords, levelWords, queueWords } from '../words/terms.ts'

export type QueueFilters = Pick<CaseQuery, 'queue' | 'level' | 'hardship' | 'q'>

const isKey = <T extends string>(table: Record<T, unknown>, text: unknown): text is T =>
  typeof text === 'string' && Object.hasOwn(table, text)

/** The filters live in the address, so that a view can be kept and sent; a value that means nothing is left out. */
export function useQueueFilters() {
  const route = useRoute()
  const router = useRouter()

  const filters = computed<QueueFilters>(() => {
    const { queue, level, hardship, q } = route.query
    return {
      queue: isKey<Queue>(queueWords, queue) ? queue : 'open',
      ...(isKey(levelWords, level) ? { level } : {}),
      ...(isKey(hardshipWords, hardship) ? { hardship } : {}),
      ...(typeof q === 'string' && q.trim() !== '' ? { q } : {}),
    }
  })
  const narrowed = computed(() => Boolean(filters.value.level || filters.value.hardship || filters.value.q))

  /** Another queue is another place (back returns); a filter is a refinement of the same. */
  const openQueue = (queue: Queue) => router.push({ path: '/inbox', query: { ...route.query, queue } })
  const narrow = (change: Partial<Record<'level' | 'hardship' | 'q', string | undefined>>) =>
    router.replace({ query: { ...route.query, ...change } })
  const clear = () => narrow({ level: undefined, hardship: undefined, q: undefined })

  return { filters, narrowed, openQueue, narrow, clear }
}
