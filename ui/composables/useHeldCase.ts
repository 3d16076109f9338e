import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { CaseDetail } from '../../api/contract.ts'

/** What comes within this time needs no sign that it is on its way. */
const SOON_MS = 120

/**
 * The case before stays as it was until the next one is here, so that head, evidence and plan are always of one case and
 * change in one frame; nothing can be decided meanwhile. `held` is null once that takes longer. `drawn` is what the page
 * keeps drawn, seen or not, to be filled anew, with what stood `around` it.
 */
export function useHeldCase<Around>(asked: {
  caseId: () => string | null
  detail: () => CaseDetail | null
  around: () => Around
}) {
  const { caseId, detail, around } = asked
  const drawn = shallowRef<{ detail: CaseDetail; around: Around } | null>(null)
  const isLate = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    [caseId, () => detail() === null],
    ([, isAwaited]) => {
      clearTimeout(timer)
      isLate.value = false
      if (isAwaited) timer = setTimeout(() => (isLate.value = true), SOON_MS)
    },
    { immediate: true },
  )
  watch(
    [caseId, detail, around],
    ([id, now, beside]) => {
      if (now) drawn.value = { detail: now, around: beside }
      else if (id === null) drawn.value = null
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  const held = computed(() => detail() ?? (isLate.value ? null : (drawn.value?.detail ?? null)))
  return { drawn, held }
}
