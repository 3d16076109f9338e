import { computed, nextTick, ref, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { beforePaint } from './painted.ts'
import type { ShownRow } from './useQueueOrder.ts'

/** Where in the queue one stands, and how one moves on. The open case is in the address. */
export function useQueueCursor(shown: Ref<ShownRow[]>, wide: Ref<boolean>) {
  const route = useRoute()
  const router = useRouter()
  const caseId = computed(() => (typeof route.params.caseId === 'string' && route.params.caseId) || null)
  const focusedId = ref<string | null>(null)
  const cursorId = computed(() => caseId.value ?? focusedId.value ?? shown.value[0]?.row.id ?? null)

  /** The first case opened is a step that "back" takes back; moving from case to case is not. */
  const open = async (id: string): Promise<void> => {
    const place = { path: `/inbox/${id}`, query: route.query }
    await (caseId.value ? router.replace(place) : router.push(place))
  }
  const close = () => router.push({ path: '/inbox', query: route.query })

  const focusRow = async (id: string): Promise<void> => {
    focusedId.value = id
    await beforePaint()
    document.querySelector<HTMLElement>(`[data-case="${id}"]`)?.focus({ preventScroll: true })
  }
  /** To the case itself, for the keyboard and for who listens. */
  const focusDetail = async (): Promise<void> => {
    await nextTick()
    document.querySelector<HTMLElement>('[data-case-title]')?.focus()
  }
  /** Back from the case to its row; on a narrow screen that closes it. */
  const leave = async (): Promise<void> => {
    const id = caseId.value
    if (!wide.value && id) await close()
    if (id) await focusRow(id)
  }
  const at = () => shown.value.findIndex((item) => item.row.id === cursorId.value)

  async function move(step: 1 | -1): Promise<void> {
    const started = caseId.value !== null || focusedId.value !== null
    const next = shown.value[started ? at() + step : 0]
    if (!next) return
    if (wide.value || caseId.value) await open(next.row.id)
    if (wide.value || !caseId.value) await focusRow(next.row.id)
  }

  /** To the next case that still waits here, else the one before, else back to the queue. */
  async function advance(): Promise<void> {
    const from = at()
    const waiting = (item: ShownRow, i: number) => i !== from && !item.left
    const after = shown.value.find((item, i) => i > from && waiting(item, i))
    const before = shown.value.findLast((item, i) => i < from && waiting(item, i))
    const next = after ?? before
    const inList = document.activeElement?.matches('[data-case]') ?? false
    if (!next) return void (await close())
    await open(next.row.id)
    if (wide.value && inList) await focusRow(next.row.id)
  }

  return { caseId, cursorId, open, close, leave, move, advance, focusDetail }
}
