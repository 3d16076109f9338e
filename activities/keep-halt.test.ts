import { expect, test } from 'vitest'
import type { Queryable } from '../stores/postgres/database.ts'
import { keepHalt } from './keep-halt.ts'

const step = {
  ...{ caseId: 'case-1', customer: 'c_1' },
  gateVerdict: { pack: { id: 'uk' }, facts: { message: { templateId: 'income-shock.high' } } },
}

/** What a code leaves in the tables, by table; `isThrown`: the switch stands already. */
async function keptAfter(code: string, isThrown = false) {
  const kept: Record<string, unknown[]> = {}
  const query = (text: string, values: unknown[] = []) => {
    const table = /insert into (\w+)/.exec(text)?.[1] ?? ''
    kept[table] = values
    return Promise.resolve({ rows: table === 'kill_switches' && !isThrown ? [{ id: 's' }] : [] })
  }
  await keepHalt({ query } as unknown as Queryable, step, code, 0)
  return kept
}

test('a suspended account stops everything, a country that is not enabled the country, our own mistake the template', async () => {
  const thrown = async (code: string) => (await keptAfter(code))['kill_switches']?.slice(0, 4)
  expect(await thrown('30002')).toEqual(['global', '*', 'provider', 'provider'])
  expect(await thrown('21408')).toEqual(['country', 'uk', 'provider', 'provider'])
  expect(await thrown('63028')).toEqual(['template', 'income-shock.high', 'provider', 'provider'])
})

test('what is filtered stops nothing else, and operations are called', async () => {
  const kept = await keptAfter('30007')
  expect(Object.keys(kept)).toEqual(['tasks'])
  expect(kept['tasks']).toEqual(expect.arrayContaining(['blocked', 'operations', 'provider.30007', 'case-1']))
})

test('a switch is audited once, and a failure of the recipient leaves nothing', async () => {
  expect(Object.keys(await keptAfter('21408'))).toContain('audit')
  expect(Object.keys(await keptAfter('21408', true))).not.toContain('audit')
  expect(await keptAfter('30005')).toEqual({})
})
