import { expect, test } from 'vitest'
import { sharedFor } from './shared.ts'

test('who asks in time shares one answer, and later asks anew', async () => {
  let reads = 0
  const read = sharedFor(30, () => Promise.resolve(++reads))
  expect(await Promise.all([read(), read()])).toEqual([1, 1])
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect(await read()).toBe(2)
})

test('a failure is not kept', async () => {
  let reads = 0
  const read = sharedFor(60_000, () =>
    ++reads === 1 ? Promise.reject(new Error('down')) : Promise.resolve(reads),
  )
  await expect(read()).rejects.toThrow('down')
  expect(await read()).toBe(2)
})

test('an answer lives on while nothing has changed, and no longer', async () => {
  let reads = 0
  let version = 1
  const read = sharedFor(0, () => Promise.resolve(++reads), { version: () => version, shared_ms: 60_000 })
  await read()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await read()).toBe(1)
  version = 2
  expect(await read()).toBe(2)
})
