import type { PackExample } from '../examples/example.ts'
import { packDocumentsSchema } from '../pack-schema.ts'
import type { Pack } from '../pack.ts'
import { mutationsOf } from './mutations.ts'

export type MutationRun = { mutations: number; survivors: string[]; killedBy: ReadonlyMap<string, string> }

/**
 * Changes one thing of the pack after the other and asks for a named test that fails. A survivor is a rule that nobody
 * would miss. `killedBy`: the first test that failed, by mutation.
 * `documents`: those that are changed; all by default.
 */
export function survivorsOf(
  pack: Pack,
  examples: readonly PackExample[],
  documents?: Parameters<typeof mutationsOf>[1],
): MutationRun {
  const survivors: string[] = []
  const killedBy = new Map<string, string>()
  let mutations = 0
  for (const { about, what, pack: mutant } of mutationsOf(pack, documents)) {
    // What the schema refuses never gets so far that a test could fail.
    if (!packDocumentsSchema.shape[about].safeParse(mutant.documents[about]).success) continue
    mutations += 1
    const killer = likelyFirst(examples, about, what).find((example) => example.differs(mutant) !== null)
    if (killer) killedBy.set(what, killer.name)
    else survivors.push(what)
  }
  return { mutations, survivors, killedBy }
}

/** Tests of the rule itself, then those of its document, then all others. */
function likelyFirst(examples: readonly PackExample[], about: string, what: string): PackExample[] {
  const rank = (example: PackExample): number => {
    if (example.rule !== undefined && what.includes(example.rule)) return 0
    return example.about === about ? 1 : 2
  }
  return examples.toSorted((a, b) => rank(a) - rank(b))
}
