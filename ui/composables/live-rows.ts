import type { QueryClient } from '@tanstack/vue-query'
import type { CasePage, CaseRow } from '../../api/contract.ts'
import { request } from '../client/request.ts'
import { mergeRows } from '../words/merge-rows.ts'
import type { QueueFilters } from './useQueueFilters.ts'

type Pages = { pages: CasePage[]; pageParams: unknown[] }

/** Above this a queue is read anew. */
const ASKED_MAX = 100

/**
 * Asks for the rows that changed, in each queue on the screen, and puts them where they belong: a long queue is not
 * read again for one case. What no longer fits the queue is not in the answer, and leaves it.
 */
export async function refreshRows(client: QueryClient, ids: readonly string[]): Promise<void> {
  void client.invalidateQueries({ queryKey: ['cases'], refetchType: 'none' })
  if (ids.length === 0 || ids.length > ASKED_MAX) return client.invalidateQueries({ queryKey: ['cases'] })
  const active = client.getQueryCache().findAll({ queryKey: ['cases'], type: 'active' })
  await Promise.all(
    active.map(async ({ queryKey }) => {
      const filters = queryKey[1] as QueueFilters
      const query = { ...filters, ids: ids.join(','), limit: ASKED_MAX }
      const answer = await request('listCases', { query }).catch(() => null)
      if (!answer) return client.invalidateQueries({ queryKey })
      client.setQueryData<Pages>(queryKey, (data) => data && merged(data, ids, answer, filters.sort))
    }),
  )
}

function merged(data: Pages, ids: readonly string[], answer: CasePage, sort: QueueFilters['sort']): Pages {
  const lists: CaseRow[][] = data.pages.map((page) => page.rows)
  const isWhole = data.pages.at(-1)?.nextCursor === null
  const rows = mergeRows(lists, ids, answer.rows, { sort: sort ?? 'urgency', isWhole })
  return {
    ...data,
    pages: data.pages.map((page, at) => ({
      ...page,
      rows: rows[at] ?? [],
      ...(at === 0 ? { counts: answer.counts } : {}),
    })),
  }
}
