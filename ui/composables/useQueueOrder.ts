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
  const shown = computed<ShownRow[]>(() =>
    order.value.flatMap((id) => {
      const row = current.value.get(id) ?? known.get(id)
      return row ? [{ row, left: !current.value.has(id) }] : []
    }),
  )
  const added = computed(() => rows.value.filter((row) => !order.value.includes(row.id)).length)
  const gone = computed(() => shown.value.filter((item) => item.left).length)

  const extend = (): void => {
    const held = new Set(order.value)
    order.value = [...order.value, ...rows.value.map((row) => row.id).filter((id) => !held.has(id))]
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
