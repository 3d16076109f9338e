import { expect, test } from 'vitest'
import { DISTRESS_FOLDER } from '../../models/registry.ts'
import { cheapest, proposals } from '../../models/thresholds.ts'
import { loadPack } from '../../policies/pack.ts'
import { defaultAssumptions } from './assumptions.ts'
import { championWorkload } from './workload.ts'

test.for(['in', 'uk', 'eu', 'us'])('the cut-offs of the pack %s are the proposed ones', async (id) => {
  const { workload } = await championWorkload(DISTRESS_FOLDER)
  const { high, medium } = cheapest(proposals(workload, defaultAssumptions), defaultAssumptions)
  expect([cutOf(id, 'high.probability'), cutOf(id, 'medium.probability')]).toEqual([high.cut, medium.cut])
})

function cutOf(pack: string, rule: string): unknown {
  const found = loadPack(pack).documents.levels.rules.find(({ name }) => name === rule)
  const [condition] = (found?.conditions as { all: { value: unknown }[] }).all
  return condition?.value
}
