import type { PackExample } from '../examples/example.ts'
import type { Pack } from '../pack.ts'
import { structureProblems } from './structure.ts'
import { rulesWithoutWitness } from './witness.ts'

/**
 * What stands against putting a pack in force: what it leaves open, rules that can never win, and named tests that it
 * fails.
 */
export async function packProblems(pack: Pack, examples: readonly PackExample[]): Promise<string[]> {
  const failed = examples.flatMap((example) => {
    const found = example.differs(pack)
    return found === null ? [] : [`${example.about}: ${example.name}: found ${found}`]
  })
  return [
    ...(await structureProblems(pack)),
    ...rulesWithoutWitness(pack).map((name) => `the rule ${name} never wins`),
    ...failed,
  ]
}
