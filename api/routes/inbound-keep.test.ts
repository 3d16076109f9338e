import { expect, test, vi } from 'vitest'
import { loadPack } from '../../policies/pack.ts'
import { keepFrom, tellOf, type InboundDeps, type Received } from './inbound-keep.ts'

const CASE = 'case-c_1-1'
const received: Received = {
  ...{ providerId: 'SM1', customers: ['c_1'], channel: 'whatsapp', reply: 'text', text: 'Can we talk?' },
  ...{ pack: loadPack('in'), now_ms: Date.parse('2026-03-02T05:00:00Z') },
}

/** The tasks that are left for a customer's words while Temporal does not answer. */
async function tasksLeft({ isHeldOut }: { isHeldOut: boolean }) {
  const tasks: unknown[] = []
  const query = (text: string, values: unknown[] = []) => {
    if (text.includes('insert into tasks')) tasks.push(values.slice(0, 5))
    const found =
      text.includes('from episodes') || (text.startsWith('select from cases') && !isHeldOut)
        ? [{ caseId: CASE }]
        : []
    const rowCount = text.startsWith('insert') ? 1 : found.length
    return Promise.resolve({ rows: found, rowCount })
  }
  const signalCase = vi.fn().mockRejectedValue(new Error('Temporal is away'))
  const deps = {
    database: { query, transaction: (work: (client: unknown) => Promise<unknown>) => work({ query }) },
    vault: { writeText: () => Promise.resolve({ ref: 'r', sha256: 'h' }) },
    cases: { signalCase },
    log: { warn: () => undefined },
  } as unknown as InboundDeps
  await tellOf(deps, received, await keepFrom(deps, received, false))
  expect(signalCase).toHaveBeenCalledOnce()
  return tasks
}

test('words that come while Temporal is away leave the worker of the case a task', async () => {
  expect(await tasksLeft({ isHeldOut: false })).toEqual([['reply', 'cases', 'inbound.text', 'c_1', CASE]])
})

test('of a case that nobody may see the task names the customer alone', async () => {
  expect(await tasksLeft({ isHeldOut: true })).toEqual([['reply', 'cases', 'inbound.text', 'c_1', null]])
})
