import { computed, onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue'
import type { Presence, PresenceBody } from '../../api/contract.ts'
import { request } from '../client/request.ts'
import { useSession } from './useSession.ts'

const AGAIN_MS = 30_000
/** Who only passes by claims nothing. */
const STAYS_MS = 1_500

/**
 * Says that one has the case open, and claims it where nobody has, as long as one stays. `presence` tells who else is
 * there. A sign that is lost harms nothing: the lease runs on for a while, then the case is free.
 */
export function usePresence(caseId: Ref<string | null>) {
  const { has } = useSession()
  const works = computed(() => has('case_worker', 'supervisor'))
  const presence = ref<Presence | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function say(id: string, does: PresenceBody['does']): Promise<void> {
    clearTimeout(timer)
    try {
      const answer = await request('postPresence', { id, body: { does } })
      if (id === caseId.value) presence.value = answer
    } catch {
      // The queue says that the server does not answer; presence alone is not worth a second word.
    }
    if (id === caseId.value) timer = setTimeout(() => void say(id, works.value ? 'work' : 'look'), AGAIN_MS)
  }
  const leave = (id: string | null): void => {
    clearTimeout(timer)
    if (id && presence.value)
      void request('postPresence', { id, body: { does: 'leave' }, keepalive: true }).catch(() => undefined)
    presence.value = null
  }
  watch(
    [caseId, works],
    ([id], before) => {
      leave(before?.[0] ?? null)
      if (id) timer = setTimeout(() => void say(id, works.value ? 'work' : 'look'), STAYS_MS)
    },
    { immediate: true },
  )
  const close = (): void => leave(caseId.value)
  const comeBack = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && caseId.value) void say(caseId.value, works.value ? 'work' : 'look')
  }
  onMounted(() => {
    addEventListener('pagehide', close)
    addEventListener('pageshow', comeBack)
  })
  onBeforeUnmount(() => {
    removeEventListener('pagehide', close)
    removeEventListener('pageshow', comeBack)
    close()
  })
  const takeOver = () => caseId.value && void say(caseId.value, 'take-over')
  /** Who works on it instead of me. */
  const claimedBy = computed(() =>
    presence.value?.claim?.mine ? null : (presence.value?.claim?.by.name ?? null),
  )
  return { presence, works, claimedBy, takeOver }
}
