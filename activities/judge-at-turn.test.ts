import { expect, test, vi } from 'vitest'
import type { OutreachDeps } from './deps.ts'
import type { JudgedStep } from './gate.ts'
import { judgeAtTurn } from './judge-at-turn.ts'

const { judge, wait } = vi.hoisted(() => ({ judge: vi.fn(), wait: vi.fn() }))
vi.mock('./gate.ts', () => ({ judgeStep: judge }))
vi.mock('./wait-for-turn.ts', () => ({ waitForTurn: wait }))
vi.mock('./heartbeat.ts', () => ({ beating: (work: () => Promise<unknown>) => work() }))

const ref = { caseId: 'case-1', customer: 'c', planHash: 'p', stepIndex: 0 }
const says = (verdict: string) => ({ step: {}, verdict: { verdict } }) as JudgedStep

/** What the gate says in the end, and how often it was asked. */
async function verdictAfter(verdicts: readonly string[], hasWaited: boolean) {
  judge.mockReset()
  for (const verdict of verdicts) judge.mockResolvedValueOnce(says(verdict))
  wait.mockReset().mockResolvedValue(hasWaited)
  const { verdict } = await judgeAtTurn({} as OutreachDeps, ref)
  return { verdict: verdict.verdict, asked: judge.mock.calls.length, waited: wait.mock.calls.length }
}

test('what is stopped while the sender waits for its turn is not sent', async () => {
  expect(await verdictAfter(['pass', 'block'], true)).toEqual({ verdict: 'block', asked: 2, waited: 1 })
})

test('a sender that is free asks the gate once', async () => {
  expect(await verdictAfter(['pass'], false)).toEqual({ verdict: 'pass', asked: 1, waited: 1 })
})

test('what may not go out takes no turn', async () => {
  expect(await verdictAfter(['wait'], true)).toEqual({ verdict: 'wait', asked: 1, waited: 0 })
})
