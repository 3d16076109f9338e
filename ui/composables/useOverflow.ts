import { useResizeObserver } from '@vueuse/core'
import { onUpdated, ref, type Ref } from 'vue'

/** Whether a box holds more than it shows, so that one must come to it with Tab to move it; any other is no stop on the way. */
export function useOverflow(box: Readonly<Ref<HTMLElement | null>>): Ref<boolean> {
  const overflows = ref(false)
  const look = (): void => {
    const it = box.value
    overflows.value =
      it !== null && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1)
  }
  useResizeObserver(box, look)
  onUpdated(look)
  return overflows
}
