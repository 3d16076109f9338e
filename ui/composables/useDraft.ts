import { onBeforeUnmount, ref, watch } from 'vue'
import type { DraftKind } from '../../api/contract.ts'
import { request } from '../client/request.ts'

const SETTLES_MS = 700

/**
 * A text that one has begun on a case: there again after a reload, on every machine, encrypted; gone once it is said.
 * @param first what stands there before anybody writes; the same text is no draft
 */
export function useDraft(caseId: string, kind: DraftKind = 'remark', first = '') {
  const text = ref(first)
  const isKept = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let kept = ''
  const isFirst = (): boolean => text.value.trim() === first.trim()

  const keep = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const wanted = isFirst() ? '' : text.value.trim()
    if (wanted === kept) return
    try {
      await request('putDraft', { id: caseId, query: { kind }, body: { text: wanted } })
      kept = wanted
      isKept.value = wanted !== ''
    } catch {
      isKept.value = false
    }
  }
  const read = async (): Promise<void> => {
    const draft = await request('getDraft', { id: caseId, query: { kind } }).catch(() => null)
    if (!draft || draft.text === '' || !isFirst()) return
    kept = draft.text
    text.value = draft.text
    isKept.value = draft.text !== ''
  }
  watch(text, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), SETTLES_MS)
  })
  onBeforeUnmount(() => timer !== undefined && void keep())
  const forget = (): void => {
    text.value = first
    void keep()
  }
  void read()
  return { text, isKept, forget }
}
