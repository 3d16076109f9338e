import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { AuditRow } from '../../api/contract.ts'
import { request } from '../client/request.ts'

const PAGE_ROWS = 100
const names = ['subject', 'actor', 'action', 'from', 'to'] as const
export type AuditFilters = Partial<Record<(typeof names)[number], string>>

/** The audit's filters in the address, and its rows page by page, newest first. */
export function useAudit() {
  const route = useRoute()
  const router = useRouter()
  const filters = computed<AuditFilters>(() =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = route.query[name]
        return typeof value === 'string' && value !== '' ? [[name, value]] : []
      }),
    ),
  )
  const query = useInfiniteQuery({
    queryKey: ['listAudit', filters],
    queryFn: ({ pageParam, signal }) =>
      request('listAudit', { query: { ...filters.value, limit: PAGE_ROWS, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  const rows = computed<AuditRow[]>(() => query.data.value?.pages.flatMap((page) => page.rows) ?? [])
  const narrow = (change: AuditFilters) => router.replace({ query: { ...route.query, ...change } })
  return { query, rows, filters, narrow }
}
