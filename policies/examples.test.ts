import { describe, expect, test } from 'vitest'
import { examplesOf } from './examples/index.ts'
import { loadPack, shippedPacks } from './pack.ts'

describe.each(shippedPacks)('pack %s', (id) => {
  const pack = loadPack(id)
  test.each(examplesOf(id))('$about: $name', (example) => {
    expect(example.differs(pack)).toBeNull()
  })
})
