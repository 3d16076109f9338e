import { kindOf } from './problem.ts'

/** Before a failure is shown, and then for as long as it lasts: it says that it is tried again by itself. */
const RETRY_PAUSES_MS = [400, 1_200]
const ASKED_AGAIN_MS = 5_000

/** Only what may be better in a moment is tried again; a refusal stays one. */
export const mayBeBetter = (error: unknown): boolean => ['offline', 'unavailable'].includes(kindOf(error))

/** How every question to the server is asked again. */
export const askedAgain = {
  retry: (count: number, error: Error): boolean => count < RETRY_PAUSES_MS.length && mayBeBetter(error),
  retryDelay: (count: number): number => RETRY_PAUSES_MS[count] ?? ASKED_AGAIN_MS,
  refetchOnReconnect: 'always' as const,
  refetchInterval: ({ state }: { state: { status: string; error: unknown } }): number | false =>
    state.status === 'error' && mayBeBetter(state.error) && ASKED_AGAIN_MS,
}
