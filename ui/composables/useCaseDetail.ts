import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import type { CasePage, CaseRow } from '../../api/contract.ts'
import { request } from '../client/request.ts'

type Pages = { pages: CasePage[] }

/** One case; its row is shown from the queue while the rest is on its way. */
export function useCaseDetail(caseId: Ref<string | null>) {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['case', caseId],
    queryFn: ({ signal }) => request('getCase', { id: caseId.value ?? '', signal }),
    enabled: computed(() => caseId.value !== null),
  })
  const detail = computed(() => query.data.value ?? null)
  const row = computed<CaseRow | null>(() => detail.value?.row ?? rowInQueue(client, caseId.value))
  return { query, detail, row }
}

function rowInQueue(client: ReturnType<typeof useQueryClient>, id: string | null): CaseRow | null {
  const found = client
    .getQueriesData<Pages>({ queryKey: ['cases'] })
    .flatMap(([, data]) => data?.pages ?? [])
    .flatMap((page) => page.rows)
    .find((row) => row.id === id)
  return found ?? null
}
