import { evaluationSchema } from '../../domain/evaluation.ts'
import type { Pack } from '../../policies/pack.ts'
import { differencesOf, treatmentOf } from '../../policies/what-if.ts'
import { caseEvaluationsAfter, type StoredCaseEvaluation } from '../../stores/postgres/case-evaluations.ts'
import type { Database } from '../../stores/postgres/database.ts'
import type { PackTry } from '../contract/policies.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { packOf, problemsOf } from './pack-documents.ts'

type TryDeps = Pick<Deps, 'database' | 'packs'>
type Example = PackTry['examples'][number]

const READ_AT_ONCE = 250
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
  for await (const stored of evaluations(database)) {
    read++
    const evaluation = evaluationSchema.parse(JSON.parse(stored.body))
    if (evaluation.pack.id !== draft.ref.id) continue
    cases++
    const before = treatmentOf(await packs.of(evaluation.pack), evaluation)
    const after = treatmentOf(draft, evaluation)
    const changed = differencesOf(before, after)
    if (changed.length === 0) continue
    otherwise++
    for (const what of changed) changes.set(what, (changes.get(what) ?? 0) + 1)
    if (examples.length < EXAMPLES_MAX)
      examples.push({
        caseId: stored.caseId ?? stored.evaluationId,
        changes: changed.map((what) => ({ what, before: said(before[what]), after: said(after[what]) })),
      })
  }
  return {
    ...{ cases, otherwise, examples, isWhole: read < EVALUATIONS_MAX },
    changes: [...changes].map(([what, n]) => ({ what, cases: n })).sort((a, b) => b.cases - a.cases),
  }
}

const said = (value: unknown): string | null => (value === null ? null : String(value))

async function* evaluations(db: Database): AsyncGenerator<StoredCaseEvaluation> {
  for (let [after, read] = ['', 0]; read < EVALUATIONS_MAX; read += READ_AT_ONCE) {
    const page = await caseEvaluationsAfter(db, after, READ_AT_ONCE)
    yield* page
    after = page.at(-1)?.evaluationId ?? ''
    if (page.length < READ_AT_ONCE) return
  }
}
