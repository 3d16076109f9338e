import { computed, shallowRef, watch, type Ref } from 'vue'
import { mayBeBetter } from '../client/asked-again.ts'
import { kindOf } from '../client/problem.ts'

/** The states that anything asked of the server can be in, and how to ask again. */
export type QueryState = {
  /** No answer yet, and none failed. */
  pending: boolean
  /** Why there is no answer, or none that is new. */
  problem: unknown
  /** The answer of before is shown, because the server does not answer now. */
  stale: boolean
  /** When what is shown was answered, epoch ms. */
  asOf_ms: number
  /** It is being asked again just now. */
  trying: boolean
  retry: () => void
}

type Query = {
  data: Ref<unknown>
  error: Ref<unknown>
  isError: Ref<boolean>
  isPending: Ref<boolean>
  isFetching: Ref<boolean>
  dataUpdatedAt: Ref<number>
  errorUpdateCount: Ref<number>
  refetch: () => Promise<unknown>
}

/** A problem stays in sight while it is asked again: what flickers cannot be read. */
export function useQueryState(query: Query): Ref<QueryState> {
  const last = shallowRef<unknown>(null)
  watch(query.error, (error) => (last.value = error ?? last.value), { immediate: true })
  const problem = computed(
    () =>
      query.error.value ?? (query.isPending.value && query.errorUpdateCount.value > 0 ? last.value : null),
  )
  const retry = () => (kindOf(problem.value) === 'unauthenticated' ? location.reload() : void query.refetch())
  return computed(() => ({
    pending: query.isPending.value && problem.value === null,
    problem: problem.value,
    stale: query.isError.value && query.data.value !== undefined && mayBeBetter(problem.value),
    asOf_ms: query.dataUpdatedAt.value,
    trying: query.isFetching.value,
    retry,
  }))
}
