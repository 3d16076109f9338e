import { computed, nextTick, reactive, ref, watch, type Ref } from 'vue'
import type { ShownRow } from './useQueueOrder.ts'

/** Each is decided on one after the other, and each is read by name before: more are no longer looked at. */
export const PICKED_MAX = 200

/**
 * Cases picked for one decision on all. They stay picked while one moves about, and not in another view.
 * @param loadUpTo brings so many rows of the queue here, or all that fit its filters
 */
export function useSelection(
  shown: Ref<ShownRow[]>,
  view: Ref<string>,
  loadUpTo: (count: number) => Promise<void>,
) {
  const picked = reactive(new Set<string>())
  const isPicking = ref(false)
  const toggle = (id: string): void => {
    if (!picked.delete(id)) picked.add(id)
  }
  const clear = () => picked.clear()
  /** All that fit the filters, also those that are not on the page yet; the first ones where there are more than one may pick. */
  const pickAll = async (): Promise<void> => {
    if (isPicking.value) return
    const asked = view.value
    isPicking.value = true
    await loadUpTo(PICKED_MAX).finally(() => (isPicking.value = false))
    await nextTick()
    if (asked !== view.value) return
    for (const { row } of shown.value.filter((item) => !item.left).slice(0, PICKED_MAX)) picked.add(row.id)
  }
  const rows = computed(() => shown.value.filter((item) => picked.has(item.row.id)).map((item) => item.row))
  watch(view, clear)
  return { picked, isPicking, rows, toggle, clear, pickAll }
}
