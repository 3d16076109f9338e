import { onBeforeUnmount, onMounted } from 'vue'

export type Shortcuts = Partial<Record<string, () => void>>

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select'))

/** Enter on a link or a button is theirs. */
const isTheirs = (event: KeyboardEvent): boolean =>
  event.key === 'Enter' &&
  event.target instanceof HTMLElement &&
  event.target.closest('a, button, summary') !== null

const dialogIsOpen = (): boolean => document.querySelector('[role=dialog], [role=menu]') !== null

/** Single keys, by what they type. They rest while somebody writes, while a dialog or menu is open, and with Ctrl, Alt or Meta. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const act = shortcuts[event.key]
    if (!act || isTyping(event.target) || isTheirs(event) || dialogIsOpen()) return
    event.preventDefault()
    act()
  }
  onMounted(() => addEventListener('keydown', onKey))
  onBeforeUnmount(() => removeEventListener('keydown', onKey))
}
