import { expect, test } from 'vitest'
import { catalogue } from '../../features/catalogue.ts'
import { isNamedFact } from '../../ui/words/facts.ts'

test('every feature of the catalogue has a name that a case worker understands', () => {
  expect(catalogue.map((feature) => feature.name).filter((name) => !isNamedFact(name))).toEqual([])
})
