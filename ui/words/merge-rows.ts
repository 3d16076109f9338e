import type { CaseRow, CaseSort } from '../../api/contract.ts'

/** As the server orders a queue; the case id is the last word, in the same direction. */
const orders: Record<CaseSort, { valueOf: (row: CaseRow) => number | string | null; isDescending: boolean }> =
  {
    urgency: { valueOf: (row) => row.urgency, isDescending: true },
    sla: { valueOf: (row) => row.slaDueAt, isDescending: false },
    due: { valueOf: (row) => row.dueDate, isDescending: false },
    probability: { valueOf: (row) => row.probability, isDescending: true },
    exposure: { valueOf: (row) => row.exposureMinor, isDescending: true },
  }

function isBefore(a: CaseRow, b: CaseRow, sort: CaseSort): boolean {
  const { valueOf, isDescending } = orders[sort]
  const [left, right] = [valueOf(a) ?? '', valueOf(b) ?? '']
  if (left === right) return isDescending ? a.id > b.id : a.id < b.id
  return isDescending ? left > right : left < right
}

/**
 * Takes the changed rows out of the pages and puts those that still belong there in their place. A row behind the last
 * one that is known is left for the page to come, unless the queue is known whole.
 */
export function mergeRows(
  pages: readonly (readonly CaseRow[])[],
  changed: readonly string[],
  fresh: readonly CaseRow[],
  { sort, isWhole }: { sort: CaseSort; isWhole: boolean },
): CaseRow[][] {
  const left = new Set(changed)
  const kept = pages.map((rows) => rows.filter((row) => !left.has(row.id)))
  for (const row of fresh) {
    const page = kept.find((rows) => rows.some((other) => isBefore(row, other, sort)))
    if (page)
      page.splice(
        page.findIndex((other) => isBefore(row, other, sort)),
        0,
        row,
      )
    else if (isWhole) kept.at(-1)?.push(row)
  }
  return kept
}
