import { useQueryClient } from '@tanstack/vue-query'
import { onBeforeUnmount, readonly, ref } from 'vue'
import type { StreamEvent } from '../../api/contract.ts'
import { followEvents } from '../client/event-stream.ts'
import { refreshRows } from './live-rows.ts'

export type Connection = 'connecting' | 'live' | 'lost'

/** Bursts become one request. */
const GATHER_MS = 150
/** Too much was missed to be told one by one. */
const STREAM_RESET = 'stream.reset'
const connection = ref<Connection>('connecting')
const lostAt_ms = ref(0)

/** How the stream stands, and since when what it tells is not followed any more. */
export const useConnection = () => ({ connection: readonly(connection), lostAt_ms: readonly(lostAt_ms) })

/** One stream a page: an event says what changed, never what it holds; what is on the screen is asked for again. */
export function useLiveEvents(): void {
  const client = useQueryClient()
  const touched = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const refresh = (): void => {
    timer = undefined
    void refreshRows(
      client,
      [...touched].filter((id) => id.startsWith('case-')),
    )
    for (const id of touched) void client.invalidateQueries({ queryKey: ['case', id] })
    touched.clear()
  }
  const changed = (event: StreamEvent): void => {
    if (event.type === STREAM_RESET) return void client.invalidateQueries()
    touched.add(event.id)
    timer ??= setTimeout(refresh, GATHER_MS)
  }
  const opened = (): void => {
    // What happened while the line was down is not told again to a page that starts anew.
    if (connection.value === 'lost') void client.invalidateQueries()
    connection.value = 'live'
  }

  const lost = (): void => {
    if (connection.value !== 'lost') lostAt_ms.value = Date.now()
    connection.value = 'lost'
  }
  const stop = followEvents({ opened, lost, changed })
  onBeforeUnmount(() => {
    clearTimeout(timer)
    stop()
  })
}
