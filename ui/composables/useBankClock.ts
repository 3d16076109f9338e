import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, inject, provide, type InjectionKey } from 'vue'
import type { BankClock, BankClockBody } from '../../api/contract.ts'
import { sentenceOf } from '../client/problem.ts'
import { request } from '../client/request.ts'
import { t } from '../words/language.ts'
import { localDate } from '../words/times.ts'
import { useAnnouncer } from './useAnnouncer.ts'
import { useSession } from './useSession.ts'
import { setServerWallTime, useWallClock } from './useWallClock.ts'

const REFRESH_MS = 20_000
/** Until the pretend bank begins its first day. */
const BEFORE_IT_BEGINS_MS = 2_000
const key: InjectionKey<ReturnType<typeof provideBankClock>> = Symbol('bank clock')

/** Bank time, counted on between two answers of the server; once a page, for every time that is shown on it. */
export function provideBankClock() {
  const { now_ms } = useWallClock()
  const { me } = useSession()
  /** Where a bank is pretended, its clock begins once its history is told. */
  const hasItBegun = (told?: BankClock) => told?.fixed !== true || me.value?.mode === 'production'
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['bank-clock'],
    queryFn: async () => heard(await request('getBankClock')),
    refetchInterval: ({ state }) => (hasItBegun(state.data) ? REFRESH_MS : BEFORE_IT_BEGINS_MS),
  })
  const clock = computed(() => query.data.value ?? null)
  const hasBegun = computed(() => hasItBegun(query.data.value))
  const bank_ms = computed(() => {
    if (!clock.value) return now_ms.value
    const passed_ms = Math.max(0, now_ms.value - Date.parse(clock.value.wallTime))
    return Date.parse(clock.value.bankTime) + passed_ms * clock.value.speed
  })
  const zone = computed(() => clock.value?.zone ?? 'UTC')
  const today = computed(() => localDate(bank_ms.value, zone.value))

  const moved = (answer: BankClock): void => {
    client.setQueryData(['bank-clock'], heard(answer))
    void client.invalidateQueries({ queryKey: ['cases'] })
    void client.invalidateQueries({ queryKey: ['case'] })
  }
  const shared = { clock, hasBegun, bank_ms, zone, today, moved }
  provide(key, shared)
  return shared
}

/** The answer is new only when it arrives: then, and never from the cache, it tells the server's wall time. */
function heard(answer: BankClock): BankClock {
  setServerWallTime(Date.parse(answer.wallTime))
  return answer
}

export function useBankClock() {
  const shared = inject(key)
  if (!shared) throw new Error('The bank clock is provided by the frame of the page')
  return shared
}

/** Pause, resume and jump, for those who may; nobody may in production. */
export function useBankClockControls() {
  const { clock, moved } = useBankClock()
  const { has } = useSession()
  const { announce } = useAnnouncer()
  const paused = computed(() => clock.value?.speed === 0)
  const mayMove = computed(() => clock.value?.fixed === false && has('operator', 'supervisor'))
  const move = useMutation({
    mutationFn: (body: BankClockBody) => request('putBankClock', { body }),
    onSuccess: (answer, { action }) => {
      moved(answer)
      announce(
        {
          ...{ pause: t('Bank time is paused'), resume: t('Bank time runs'), set: t('Bank time is set') },
          'next-morning': t('Bank time is the next morning'),
        }[action],
      )
    },
  })
  /** One at a time; the button keeps the focus, so it is not disabled meanwhile. */
  const send = (body: BankClockBody) => move.isPending.value || move.mutate(body)
  const toggle = () => send({ action: paused.value ? 'resume' : 'pause' })
  const toMorning = () => send({ action: 'next-morning' })
  const refused = computed(() => (move.error.value ? sentenceOf(move.error.value) : null))
  return { paused, mayMove, toggle, toMorning, isMoving: move.isPending, refused }
}
