import { expect, test } from 'vitest'
import type { Queryable } from './database.ts'
import { storeDocument } from './stored-documents.ts'

/** Keeps versions as the table does. */
function emptyTable() {
  const kept = new Map<number, string>()
  const query = (text: string, [, version, hash]: [string, number, string]) => {
    if (text.startsWith('select')) {
      const newest = Math.max(...kept.keys())
      return Promise.resolve({ rows: [{ version: newest, hash: kept.get(newest) }], rowCount: 1 })
    }
    if (kept.has(version)) return Promise.resolve({ rows: [], rowCount: 0 })
    kept.set(version, hash)
    return Promise.resolve({ rows: [], rowCount: 1 })
  }
  const store = async (version: number, words: string): Promise<number> => {
    const document = { caseId: 'case-1', version, words }
    return (await storeDocument({ query } as unknown as Queryable, 'plans', document)).version
  }
  return { store, kept }
}

test('the same document again changes nothing', async () => {
  const { store, kept } = emptyTable()
  expect([await store(1, 'hello'), await store(1, 'hello')]).toEqual([1, 1])
  expect(kept.size).toBe(1)
})

test('a case that counts anew takes what stands again, and puts other words after all that it ever had', async () => {
  const { store } = emptyTable()
  await store(1, 'hello')
  await store(2, 'good day')
  expect(await store(1, 'good day')).toBe(2)
  expect(await store(1, 'hello')).toBe(3)
  expect(await store(1, 'namaste')).toBe(4)
  expect(await store(5, 'hello')).toBe(5)
})
