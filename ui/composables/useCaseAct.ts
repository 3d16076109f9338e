import { useQueryClient } from '@tanstack/vue-query'
import { ref } from 'vue'
import type { CaseRow } from '../../api/contract.ts'
import type { Asked } from '../client/doors.ts'
import { sentenceOf } from '../client/problem.ts'
import { request } from '../client/request.ts'
import { refreshRows } from './live-rows.ts'
import { useAnnouncer } from './useAnnouncer.ts'

type ActName = 'postAmend' | 'postAdopt' | 'postSnooze' | 'postReassign' | 'postEscalate'
type Body<N extends ActName> = Omit<NonNullable<Asked<N>['body']>, 'evidenceHash' | 'planHash'>

/** One step with a case beside approving it: bound to what one saw, told in words where the product refuses. */
export function useCaseAct(row: () => CaseRow) {
  const client = useQueryClient()
  const { announce } = useAnnouncer()
  const problem = ref<string | null>(null)
  const isAsking = ref(false)

  async function act<N extends ActName>(name: N, body: Body<N>, said: string): Promise<boolean> {
    const { id, evidenceHash, planHash } = row()
    isAsking.value = true
    problem.value = null
    try {
      const whole = { ...body, evidenceHash: evidenceHash ?? '', planHash: planHash ?? '' }
      await request(name, { id, body: whole } as Asked<N>)
      announce(said)
      return true
    } catch (error) {
      if (row().id === id) problem.value = sentenceOf(error)
      return false
    } finally {
      isAsking.value = false
      void refreshRows(client, [id])
      void client.invalidateQueries({ queryKey: ['case', id] })
    }
  }
  return { act, problem, isAsking }
}
