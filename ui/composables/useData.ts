import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import type { Answer, Asked, DoorName } from '../client/doors.ts'
import { request } from '../client/request.ts'
import { useQueryState } from './useQueryState.ts'

export type DataOptions = {
  every_ms?: number
  enabled?: MaybeRefOrGetter<boolean>
  /** Whether the answer to the question before stays until the new one is there; not where it is about another person. */
  keepsPrevious?: boolean
}

/** What a route of the contract answers, kept up to date, with the states that it can be in. */
export function useData<N extends DoorName>(
  name: N,
  asked: MaybeRefOrGetter<Asked<N>> = {},
  { every_ms, enabled = true, keepsPrevious = true }: DataOptions = {},
) {
  const question = computed(() => toValue(asked))
  const query = useQuery({
    queryKey: [name, question],
    queryFn: ({ signal }): Promise<Answer<N>> => request(name, { ...question.value, signal }),
    enabled: computed(() => toValue(enabled)),
    ...(keepsPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(every_ms === undefined ? {} : { refetchInterval: every_ms }),
  })
  const data = computed(() => query.data.value ?? null)
  const state = useQueryState(query)
  return { data, state, retry: () => state.value.retry() }
}
