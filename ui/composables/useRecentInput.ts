import { onBeforeUnmount, onMounted, ref } from 'vue'

/** True while somebody used mouse or keyboard within the last `within_ms` and the page is visible. */
export function useRecentInput(within_ms: number) {
  const last_ms = ref(0)
  const touch = () => (last_ms.value = Date.now())
  const kinds = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const

  onMounted(() => kinds.forEach((kind) => addEventListener(kind, touch, { passive: true })))
  onBeforeUnmount(() => kinds.forEach((kind) => removeEventListener(kind, touch)))
  return () => !document.hidden && Date.now() - last_ms.value < within_ms
}
