import { describe, expect, test } from 'vitest'
import { assessmentDiffers, gateDiffers } from './examples/check.ts'
import { assessmentExamples, gateExamples } from './examples/index.ts'
import { loadPack, shippedPacks } from './pack.ts'

describe.each(shippedPacks)('pack %s', (id) => {
  const pack = loadPack(id)
  test.each(assessmentExamples)('$name', (example) => {
    expect(assessmentDiffers(pack, example)).toBeNull()
  })
  test.each([...(gateExamples[id] ?? [])])('$name', (example) => {
    expect(gateDiffers(pack, example)).toBeNull()
  })
})
