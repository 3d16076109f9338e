import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, reactive, type EffectScope } from 'vue'
import type { CaseDetail } from '../../api/contract.ts'
import { useHeldCase } from './useHeldCase.ts'

const detailOf = (id: string) => ({ row: { id } }) as CaseDetail
const LONG_MS = 500

let scope: EffectScope
beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

/** The first case is open, and the second has just been chosen. */
async function onTheWay() {
  const asked = reactive({ id: 'first' as string | null, detail: detailOf('first') as CaseDetail | null })
  const shown = scope.run(() =>
    useHeldCase({
      caseId: () => asked.id,
      detail: () => asked.detail,
      around: () => asked.id,
    }),
  )
  if (!shown) throw new Error('The scope has ended')
  asked.id = 'second'
  asked.detail = null
  await nextTick()
  return { asked, ...shown }
}

test('the case before stays whole until the next one is here, then all of it changes', async () => {
  const { asked, held, drawn } = await onTheWay()
  expect(held.value?.row.id).toBe('first')
  expect(drawn.value?.around).toBe('first')
  asked.detail = detailOf('second')
  await nextTick()
  expect(held.value?.row.id).toBe('second')
  expect(drawn.value).toMatchObject({ detail: { row: { id: 'second' } }, around: 'second' })
})

test('what takes longer is not passed off as the case before', async () => {
  const { held } = await onTheWay()
  vi.advanceTimersByTime(LONG_MS)
  expect(held.value).toBeNull()
})

test('where no case is open any more, none is held', async () => {
  const { asked, held, drawn } = await onTheWay()
  asked.id = null
  await nextTick()
  expect(held.value).toBeNull()
  expect(drawn.value).toBeNull()
})
