import { expect, inject, test } from 'vitest'
import { evaluationOf, scored } from '../case/evaluations.ts'
import { openBankSystem } from '../harness/bank-system.ts'
import { openCaseRows } from '../harness/case-rows.ts'

const POLL = { timeout: 60_000 }

test('drift looks at a customer as of their last morning, not as of their last event', async () => {
  const instance = inject('instance')
  const bank = await openBankSystem(instance)
  const { db, close } = await openCaseRows(instance)
  const customer = await bank.token('FEATURE-SAMPLE')
  const evaluation = await scored(await evaluationOf(customer, 'calm', await bank.now_ms()))
  const tell = (stateVersion: number, change: object) =>
    bank.evaluate({ ...evaluation, id: `${customer}:${stateVersion}`, stateVersion, ...change })
  const featuresOf = (days: number) => ({ ...evaluation.features, days_since_transaction: days })
  const sampled = async () => {
    const { rows } = await db.query<{ features: string }>(
      'select features from feature_sample where customer = $1',
      [customer],
    )
    return rows[0]
      ? (JSON.parse(rows[0].features) as typeof evaluation.features)['days_since_transaction']
      : null
  }
  const latest = async () =>
    (await db.query('select state_version::int from customers where customer = $1', [customer])).rows[0]

  await tell(1, { cause: 'tick', features: featuresOf(4) })
  await expect.poll(sampled, POLL).toBe(4)
  // The second is taken whole before the third is begun.
  for (const stateVersion of [2, 3]) {
    await tell(stateVersion, { cause: 'events', features: featuresOf(0) })
    await expect.poll(latest, POLL).toEqual({ state_version: stateVersion })
  }
  expect(await sampled()).toBe(4)
  await tell(4, { cause: 'tick', score: null })
  await expect.poll(sampled, POLL).toBeNull()
  await Promise.all([bank.close(), close()])
})
