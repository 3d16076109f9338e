import { expect, test } from 'vitest'
import type { CustomerFact } from '../../domain/bank-event.ts'
import type { Evaluation } from '../../domain/evaluation.ts'
import { foldFact } from '../../features/fold.ts'
import { emptyState } from '../../features/state.ts'
import { DISTRESS_FOLDER, loadChampion, type Model } from '../../models/registry.ts'
import { loadPack } from '../../policies/pack.ts'
import { createLogger } from '../../stores/logger.ts'
import { createEvaluate } from './evaluate.ts'
import { createScorer } from './scorer.ts'

const zone = 'Asia/Kolkata'
const asOf_ms = Date.parse('2026-03-02T09:00:00Z')
const model = await loadChampion(DISTRESS_FOLDER)

const facts: CustomerFact[] = [
  {
    ...({ kind: 'obligation', id: 'o1', at: '2026-03-01T09:00:00Z', version: 1, product: 'loan' } as const),
    ...{ productId: 'l1', dueDate: '2026-03-22', amountMinor: 900_000, currency: 'INR' },
  },
  ...[1, 2, 3].map((day) => ({
    ...({ kind: 'transaction', id: `t${day}`, at: `2026-02-0${day}T09:00:00Z`, direction: 'debit' } as const),
    ...({ amountMinor: 10_000, currency: 'INR', channel: 'card', category: 'grocery' } as const),
  })),
]

async function evaluatedWith(champion: Model): Promise<Evaluation> {
  const state = emptyState()
  for (const fact of facts) foldFact(state, fact, { zone, brokerBankTime_ms: asOf_ms })
  const scorer = createScorer(
    { standing: () => ({ champion, challenger: null }) },
    createLogger('evaluate-test'),
  )
  const evaluate = createEvaluate(loadPack('in'), scorer, zone)
  const [record] = await evaluate([{ customer: `c_${'a'.repeat(26)}`, state, asOf_ms }], 'events')
  return JSON.parse(record?.value ?? '') as Evaluation
}

test('what falls due is scored', async () => {
  expect((await evaluatedWith(model)).score?.model).toEqual(model.ref)
})

test('a score whose reasons do not add up decides nothing: the scorecard does, alone and marked so', async () => {
  const score = async (rows: Float32Array, count: number) =>
    (await model.score(rows, count)).map((m) => m + 1)
  const { score: kept, levelRule } = await evaluatedWith({ ...model, score })
  expect(kept).toBeNull()
  expect(levelRule).toMatch(/scorecard-alone$/)
})
