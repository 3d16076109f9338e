import { computed, ref, watch, type Ref } from 'vue'
import type { CaseRow } from '../../api/contract.ts'
import { useRecentInput } from './useRecentInput.ts'
import { useWallClock } from './useWallClock.ts'

export type ShownRow = { row: CaseRow; left: boolean }

const QUIET_MS = 15_000

/**
 * Rows never move under the cursor: while somebody works, the order on the screen stands still. Rows change in place,
 * those that left the queue stay, dimmed, and new ones are counted until they are asked for. An unattended page keeps up by itself.
 */
export function useQueueOrder(
  rows: Ref<CaseRow[]>,
  pageCount: Ref<number>,
  view: Ref<string>,
  fresh: Ref<boolean>,
) {
  const order = ref<string[]>([])
  const known = new Map<string, CaseRow>()
  const isInUse = useRecentInput(QUIET_MS)
  const { now_ms } = useWallClock()

  const settle = (): void => {
    order.value = rows.value.map((row) => row.id)
    known.clear()
    for (const row of rows.value) known.set(row.id, row)
  }
  const current = computed(() => new Map(rows.value.map((row) => [row.id, row])))
  /** Where nothing about a row has changed its item stays the same object, and is not drawn again. */
  let items = new Map<string, ShownRow>()
  const itemOf = (id: string, row: CaseRow): ShownRow => {
    const left = !current.value.has(id)
    const before = items.get(id)
    return before?.row === row && before.left === left ? before : { row, left }
  }
  const shown = computed<ShownRow[]>(() => {
    const now = order.value.flatMap((id) => {
      const row = current.value.get(id) ?? known.get(id)
      return row ? [itemOf(id, row)] : []
    })
    items = new Map(now.map((item) => [item.row.id, item]))
    return now
  })
  const held = computed(() => new Set(order.value))
  const added = computed(() => rows.value.filter((row) => !held.value.has(row.id)).length)
  const gone = computed(() => shown.value.filter((item) => item.left).length)

  const extend = (): void => {
    order.value = [...order.value, ...rows.value.map((row) => row.id).filter((id) => !held.value.has(id))]
  }
  const update = (paged: boolean): void => {
    for (const row of rows.value) known.set(row.id, row)
    if (order.value.length === 0 || !isInUse()) settle()
    else if (paged) extend()
  }

  let shownView: string | null = null
  watch(
    [rows, pageCount, view, fresh],
    (_now, before) => {
      if (!fresh.value) return
      if (shownView !== view.value) settle()
      else update(pageCount.value > (before[1] ?? 0))
      shownView = view.value
    },
    { immediate: true },
  )
  watch(now_ms, () => {
    if (fresh.value && (added.value > 0 || gone.value > 0) && !isInUse()) settle()
  })

  return { shown, added, gone, settle }
}
