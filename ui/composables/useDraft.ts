import { onBeforeUnmount, ref, watch } from 'vue'
import { request } from '../client/request.ts'

const SETTLES_MS = 700

/** A text that one has begun on a case: there again after a reload, on every machine, encrypted; gone once it is said. */
export function useDraft(caseId: string) {
  const text = ref('')
  const isKept = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let kept = ''

  const keep = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    if (text.value.trim() === kept) return
    const wanted = text.value.trim()
    try {
      await request('putDraft', { id: caseId, body: { text: wanted } })
      kept = wanted
      isKept.value = wanted !== ''
    } catch {
      isKept.value = false
    }
  }
  const read = async (): Promise<void> => {
    const draft = await request('getDraft', { id: caseId }).catch(() => null)
    if (!draft || text.value !== '') return
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
    text.value = ''
    void keep()
  }
  void read()
  return { text, isKept, forget }
}
