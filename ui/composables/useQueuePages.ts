import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { CaseRow } from '../../api/contract.ts'
import { request } from '../client/request.ts'
import type { QueueFilters } from './useQueueFilters.ts'

const PAGE_ROWS = 100

/** The queue as the server has it now, page by page. */
export function useQueuePages(filters: Ref<QueueFilters>) {
  const query = useInfiniteQuery({
    queryKey: ['cases', filters],
    queryFn: ({ pageParam, signal }) =>
      request('listCases', { query: { ...filters.value, limit: PAGE_ROWS, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = computed<CaseRow[]>(() => {
    const seen = new Map<string, CaseRow>()
    for (const row of query.data.value?.pages.flatMap((page) => page.rows) ?? []) seen.set(row.id, row)
    return [...seen.values()]
  })
  /** Page after page, until so many rows are here or the queue has no more. */
  const loadUpTo = async (count: number): Promise<void> => {
    while (query.hasNextPage.value && rows.value.length < count) {
      const { isError } = await query.fetchNextPage()
      if (isError) return
    }
  }
  const pageCount = computed(() => query.data.value?.pages.length ?? 0)
  const counts = computed(() => query.data.value?.pages[0]?.counts ?? null)
  return { query, rows, pageCount, counts, loadUpTo }
}
