import { computed, shallowRef, watch, type Ref } from 'vue'
import type { CaseDetail } from '../../api/contract.ts'
import { meanwhile } from '../words/meanwhile.ts'
import { useSession } from './useSession.ts'

/** What others changed about the open case since one began to look; `understood` makes what stands now the new beginning. */
export function useMeanwhile(detail: Ref<CaseDetail | null>) {
  const { me } = useSession()
  const seen = shallowRef<CaseDetail | null>(null)
  watch(
    detail,
    (now) => {
      if (now?.row.id !== seen.value?.row.id) seen.value = now
    },
    { immediate: true },
  )
  const changed = computed(() =>
    seen.value && detail.value && me.value && seen.value.row.id === detail.value.row.id
      ? meanwhile(seen.value, detail.value, me.value.id)
      : null,
  )
  const understood = (): void => {
    seen.value = detail.value
  }
  return { changed, understood }
}
