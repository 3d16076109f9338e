import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import type { BankClockBody } from '../../api/contract.ts'
import { request } from '../client/request.ts'
import { localDate } from '../words/times.ts'
import { useSession } from './useSession.ts'
import { setServerWallTime, useWallClock } from './useWallClock.ts'

const REFRESH_MS = 60_000

/** Bank time, counted on between two answers of the server; and its controls for those who may move it. */
export function useBankClock() {
  const { now_ms } = useWallClock()
  const { has } = useSession()
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['bank-clock'],
    queryFn: () => request('getBankClock'),
    refetchInterval: REFRESH_MS,
  })
  const clock = computed(() => query.data.value ?? null)
  watch(clock, (answer) => answer && setServerWallTime(Date.parse(answer.wallTime)), { immediate: true })

  const bank_ms = computed(() => {
    if (!clock.value) return now_ms.value
    const passed_ms = Math.max(0, now_ms.value - Date.parse(clock.value.wallTime))
    return Date.parse(clock.value.bankTime) + passed_ms * clock.value.speed
  })
  const zone = computed(() => clock.value?.zone ?? 'UTC')
  const today = computed(() => localDate(bank_ms.value, zone.value))
  const paused = computed(() => clock.value?.speed === 0)
  const mayMove = computed(() => clock.value?.fixed === false && has('operator', 'supervisor'))

  const move = useMutation({
    mutationFn: (body: BankClockBody) => request('putBankClock', { body }),
    onSuccess: (answer) => {
      client.setQueryData(['bank-clock'], answer)
      void client.invalidateQueries({ queryKey: ['cases'] })
      void client.invalidateQueries({ queryKey: ['case'] })
    },
  })
  return { clock, bank_ms, zone, today, paused, mayMove, move }
}
