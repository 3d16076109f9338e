import { onBeforeUnmount, onMounted, ref } from 'vue'
import { useRouter } from 'vue-router'
import type { Page } from '../words/pages.ts'

const SEQUENCE_MS = 1_500

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Shift+G and a page's letter open it; Ctrl+K (or Cmd+K) opens the palette. Heard before the keys of the page itself. */
export function usePageKeys(pages: () => readonly Page[], palette: () => void) {
  const router = useRouter()
  const isWaiting = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  const take = (event: KeyboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  const wait = (): void => {
    isWaiting.value = true
    clearTimeout(timer)
    timer = setTimeout(() => (isWaiting.value = false), SEQUENCE_MS)
  }
  const onKey = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      take(event)
      return palette()
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
    if (isWaiting.value && event.key !== 'Shift') {
      isWaiting.value = false
      const page = pages().find(({ letter }) => letter === event.key.toLowerCase())
      if (!page) return
      take(event)
      return void router.push(page.path)
    }
    if (event.key === 'G') {
      take(event)
      wait()
    }
  }
  onMounted(() => addEventListener('keydown', onKey, { capture: true }))
  onBeforeUnmount(() => removeEventListener('keydown', onKey, { capture: true }))
  return { isWaiting }
}
