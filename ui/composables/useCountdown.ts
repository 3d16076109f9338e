import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { useWallClock } from './useWallClock.ts'

const STEP_MS = 100
/** As long as `UNDO_MS` of the domain, which the ring is drawn against; the end itself comes from the server. */
const UNDO_MS = 10_000

/** What is left until a wall instant: whole seconds for the eye, and the share of the undo time for the ring. */
export function useCountdown(until_ms: Ref<number | null>) {
  const { serverNow_ms } = useWallClock()
  const left_ms = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  const step = (): void => {
    left_ms.value = Math.max(0, (until_ms.value ?? 0) - serverNow_ms())
    if (left_ms.value === 0) clearInterval(timer)
  }
  watch(
    until_ms,
    () => {
      clearInterval(timer)
      step()
      if (left_ms.value > 0) timer = setInterval(step, STEP_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearInterval(timer))

  return {
    left_ms,
    seconds: () => Math.ceil(left_ms.value / 1000),
    share: () => Math.min(1, left_ms.value / UNDO_MS),
  }
}
