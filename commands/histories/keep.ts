import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { branchOf, caseHistories, historyText } from '../../stores/temporal/case-histories.ts'
import type { Temporal } from '../../stores/temporal/client.ts'

const BRANCHES_MAX = 100
const NAME_CHARACTERS_MAX = 120

/**
 * Writes a file for each branch that has none yet: what was kept once stays, since it is what running cases replay with
 * new code. Says how many branches were met and how many were new.
 */
export async function keepHistories(
  temporal: Pick<Temporal, 'client'>,
  folder: string,
): Promise<{ branches: number; kept: number }> {
  const met = new Set<string>()
  let kept = 0
  for await (const history of caseHistories(temporal)) {
    const branch = branchOf(history).slice(0, NAME_CHARACTERS_MAX)
    if (met.has(branch) || met.size === BRANCHES_MAX) continue
    met.add(branch)
    const file = join(folder, `${branch}.jsonl`)
    if (existsSync(file)) continue
    writeFileSync(file, historyText(history))
    kept++
  }
  return { branches: met.size, kept }
}
