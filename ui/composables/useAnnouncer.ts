import { readonly, ref } from 'vue'

const spoken = ref('')
const SETTLE_MS = 400
let timer: ReturnType<typeof setTimeout> | undefined

/** One polite live region for the whole page; the last of several quick sentences is the one that counts. */
export function useAnnouncer() {
  const announce = (sentence: string): void => {
    clearTimeout(timer)
    timer = setTimeout(() => (spoken.value = sentence), SETTLE_MS)
  }
  return { spoken: readonly(spoken), announce }
}
