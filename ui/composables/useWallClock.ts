import { readonly, ref } from 'vue'

const TICK_MS = 1_000
/** The server's wall clock ahead of this machine's, so that a countdown ends when the server's does. */
const ahead_ms = ref(0)
const now_ms = ref(Date.now())

setInterval(() => (now_ms.value = Date.now() + ahead_ms.value), TICK_MS)

export const setServerWallTime = (server_ms: number): void => {
  ahead_ms.value = server_ms - Date.now()
  now_ms.value = server_ms
}

/** Wall time by the server's clock, in ms, once a second; one timer for the whole page. */
export const useWallClock = () => ({
  now_ms: readonly(now_ms),
  serverNow_ms: () => Date.now() + ahead_ms.value,
})
