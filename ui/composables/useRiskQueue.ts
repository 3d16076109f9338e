import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query'
import { computed, ref, watchEffect } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { CustomerQuery, RiskRow } from '../../api/contract.ts'
import { askedAgain } from '../client/asked-again.ts'
import { request } from '../client/request.ts'

const PAGE_ROWS = 100
const KEPT_MS = 20_000
/** While nobody is evaluated, the first ones are looked for. */
const EMPTY_AGAIN_MS = 5_000
const names = ['level', 'hardship', 'persona', 'product', 'region', 'q', 'sort'] as const
export type RiskFilters = Partial<Record<(typeof names)[number], string>>

/** The Risk Queue's filters in the address, and its rows page by page. */
export function useRiskQueue() {
  const route = useRoute()
  const router = useRouter()
  const filters = computed<RiskFilters>(() =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = route.query[name]
        return typeof value === 'string' && value !== '' ? [[name, value]] : []
      }),
    ),
  )
  const isEmpty = ref(true)
  const query = useInfiniteQuery({
    queryKey: ['listCustomers', filters],
    queryFn: ({ pageParam, signal }) =>
      request('listCustomers', {
        query: { ...(filters.value as Partial<CustomerQuery>), limit: PAGE_ROWS, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: KEPT_MS,
    refetchInterval: (query) => (isEmpty.value ? EMPTY_AGAIN_MS : askedAgain.refetchInterval(query)),
  })
  const rows = computed<RiskRow[]>(() => {
    const seen = new Map<string, RiskRow>()
    for (const row of query.data.value?.pages.flatMap((page) => page.rows) ?? []) seen.set(row.customer, row)
    return [...seen.values()]
  })
  watchEffect(() => (isEmpty.value = rows.value.length === 0))
  const customers = computed(() => query.data.value?.pages[0]?.customers ?? null)
  const narrow = (change: RiskFilters) => router.replace({ query: { ...route.query, ...change } })
  const clear = () => router.replace({ query: {} })
  const isNarrowed = computed(() => Object.keys(filters.value).some((name) => name !== 'sort'))
  return { query, rows, customers, filters, narrow, clear, isNarrowed }
}
