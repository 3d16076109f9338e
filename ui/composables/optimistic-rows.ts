import type { QueryClient } from '@tanstack/vue-query'
import type { CaseDetail, CasePage, CaseRow, ShownUrgency } from '../../api/contract.ts'

type Pages = { pages: CasePage[]; pageParams: unknown[] }

/** Shows a row as it will be, in every list and in the open case; the returned function takes it back. */
export function patchRow(client: QueryClient, id: string, change: Partial<CaseRow>): () => void {
  const lists = client.getQueriesData<Pages>({ queryKey: ['cases'] })
  const detail = client.getQueryData<CaseDetail>(['case', id])
  client.setQueriesData<Pages>({ queryKey: ['cases'] }, (data) => data && patchedPages(data, id, change))
  if (detail) client.setQueryData<CaseDetail>(['case', id], patchedDetail(detail, change))
  return () => {
    for (const [key, data] of lists) client.setQueryData(key, data)
    if (detail) client.setQueryData(['case', id], detail)
  }
}

/** What is late or was escalated stands above by so much. */
const RAISED_BY = 100

/** The row in the lists shows the urgency that its terms add up to now. */
export function showUrgency(client: QueryClient, id: string, { total, raised }: ShownUrgency): void {
  const urgency = total + (raised ? RAISED_BY : 0)
  const isOtherwise = ({ pages }: Pages): boolean =>
    pages.some(({ rows }) =>
      rows.some((row) => row.id === id && Math.round(row.urgency) !== Math.round(urgency)),
    )
  client.setQueriesData<Pages>({ queryKey: ['cases'] }, (data) =>
    data && isOtherwise(data) ? patchedPages(data, id, { urgency }) : data,
  )
}

const patchedPages = (data: Pages, id: string, change: Partial<CaseRow>): Pages => ({
  ...data,
  pages: data.pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => (row.id === id ? { ...row, ...change } : row)),
  })),
})

/** Until the server has answered nothing more may be decided on the case. */
const patchedDetail = (detail: CaseDetail, change: Partial<CaseRow>): CaseDetail => ({
  ...detail,
  row: { ...detail.row, ...change },
  may: nothingAllowed(detail.may),
})

const nothingAllowed = (may: CaseDetail['may']): CaseDetail['may'] => {
  const none = { ...may, why: null }
  for (const act of Object.keys(may) as (keyof CaseDetail['may'])[]) if (act !== 'why') none[act] = false
  return none
}
