import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { request } from '../client/request.ts'
import { useLanguage } from '../words/language.ts'
import { showUrgency } from './optimistic-rows.ts'
import { painted } from './painted.ts'

/** Who only passes by a case with J asks for nothing but the case. */
const STAYS_MS = 250

/** The case on which one has come to rest. */
function useStays(caseId: Ref<string | null>) {
  const stays = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    caseId,
    (id) => {
      clearTimeout(timer)
      stays.value = null
      if (id) timer = setTimeout(() => (stays.value = id), STAYS_MS)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearTimeout(timer))
  return stays
}

/** What stands around the open case, and what the contact rules would say now; old as soon as the case is. */
export function useCaseContext(caseId: Ref<string | null>) {
  const stays = useStays(caseId)
  const enabled = computed(() => stays.value !== null)
  const id = () => stays.value ?? ''
  const client = useQueryClient()
  const { language } = useLanguage()
  const { data: context } = useQuery({
    queryKey: ['case', stays, 'context', language],
    queryFn: ({ signal }) =>
      request('getCaseContext', { id: id(), query: { language: language.value }, signal }),
    enabled,
  })
  // The order of the queue is kept up once a minute: the row that is open shows what its terms add up to now.
  watch(context, async (now) => {
    const asked = id()
    await painted()
    if (now && asked === id()) showUrgency(client, asked, now.urgency)
  })
  const { data: gate } = useQuery({
    queryKey: ['case', stays, 'gate'],
    queryFn: ({ signal }) => request('getCaseGate', { id: id(), signal }),
    enabled,
  })
  const { data: heard } = useQuery({
    queryKey: ['case', stays, 'replies'],
    queryFn: ({ signal }) => request('listReplies', { id: id(), signal }),
    enabled,
  })
  const replies = computed(() => heard.value?.replies ?? [])
  return { context, gate, replies, isStaying: enabled }
}
