import { computed, onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import type { CaseDetail } from '../../api/contract.ts'

/** What comes within this time needs no sign that it is on its way. */
const SOON_MS = 120

/**
 * The case before stays as it was until the next one is here, so that head, evidence and plan are always of one case and
 * change in one frame; nothing can be decided meanwhile. `held` is null once that takes longer. `drawn` is what the page
 * keeps drawn, seen or not, to be filled anew.
 */
export function useHeldCase(caseId: () => string | null, detail: () => CaseDetail | null) {
  const drawn = shallowRef<CaseDetail | null>(null)
  const isLate = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    [caseId, detail],
    ([id, now]) => {
      clearTimeout(timer)
      isLate.value = false
      drawn.value = now ?? (id === null ? null : drawn.value)
      if (!now) timer = setTimeout(() => (isLate.value = true), SOON_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearTimeout(timer))
  const held = computed(() => detail() ?? (isLate.value ? null : drawn.value))
  return { drawn, held }
}
