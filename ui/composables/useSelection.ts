import { computed, reactive, watch, type Ref } from 'vue'
import type { ShownRow } from './useQueueOrder.ts'

/** Cases picked for one decision on all. They stay picked while one moves about, and not in another view. */
export function useSelection(shown: Ref<ShownRow[]>, view: Ref<string>) {
  const picked = reactive(new Set<string>())
  const toggle = (id: string): void => {
    if (!picked.delete(id)) picked.add(id)
  }
  const clear = () => picked.clear()
  const pickAll = () => shown.value.filter((item) => !item.left).forEach((item) => picked.add(item.row.id))
  const rows = computed(() => shown.value.filter((item) => picked.has(item.row.id)).map((item) => item.row))
  watch(view, clear)
  return { picked, rows, toggle, clear, pickAll }
}
