import type { Pack } from '../../policies/pack.ts'
import { replayUnder, type PastCase } from '../../policies/what-if.ts'
import { pastCases } from '../../stores/postgres/case-evaluations.ts'
import type { PackTry } from '../contract/policies.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { packOf, problemsOf } from './pack-documents.ts'

type TryDeps = Pick<Deps, 'database' | 'packs'>
type Example = PackTry['examples'][number]

/** A page of the browser waits for it; `npm run policies:what-if` asks every case. */
const EVALUATIONS_MAX = 2_000
const EXAMPLES_MAX = 20

export const policyTryHandlers = (deps: TryDeps): Pick<Handlers, 'postPolicyTry'> => ({
  postPolicyTry: async ({ params: { id }, body: { documents } }) => {
    const draft = packOf(id, documents)
    return { problems: await problemsOf(draft), ...(await whatIf(deps, draft)) }
  },
})

async function whatIf({ database, packs }: TryDeps, draft: Pack): Promise<Omit<PackTry, 'problems'>> {
  const changes = new Map<string, number>()
  const examples: Example[] = []
  let [read, cases, otherwise] = [0, 0, 0]
  const counted = async function* (): AsyncGenerator<PastCase> {
    for await (const past of pastCases(database, EVALUATIONS_MAX)) {
      read++
      yield past
    }
  }
  for await (const { caseId, before, after, changed } of replayUnder(draft, packs, counted())) {
    cases++
    if (changed.length === 0) continue
    otherwise++
    for (const what of changed) changes.set(what, (changes.get(what) ?? 0) + 1)
    if (examples.length < EXAMPLES_MAX)
      examples.push({
        caseId,
        changes: changed.map((what) => ({ what, before: said(before[what]), after: said(after[what]) })),
      })
  }
  return {
    ...{ cases, otherwise, examples, isWhole: read < EVALUATIONS_MAX },
    changes: [...changes].map(([what, n]) => ({ what, cases: n })).sort((a, b) => b.cases - a.cases),
  }
}

const said = (value: unknown): string | null => (value === null ? null : String(value))
