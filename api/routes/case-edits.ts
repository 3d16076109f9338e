import { ServiceError } from '../../domain/errors.ts'
import { interventionNamed } from '../../policies/intervene.ts'
import { editProblems } from '../../policies/lint.ts'
import type { Pack } from '../../policies/pack.ts'
import { currentEvidence } from '../../stores/postgres/evidence.ts'
import { currentPlan } from '../../stores/postgres/plans.ts'
import type { Deps } from '../deps.ts'

type EditDeps = Pick<Deps, 'database' | 'packs'>
type Edit = { stepIndex: number; text: string }

/** Says what stands against a worker's words before they go anywhere. @throws invalid | edit-breaks-rules, no-such-step */
export async function checkEdits(deps: EditDeps, caseId: string, edits: readonly Edit[]): Promise<void> {
  const pack = await packOfCase(deps, caseId)
  const plan = await currentPlan(deps.database, caseId)
  for (const { stepIndex, text } of edits) {
    const step = plan?.plan.steps[stepIndex]
    const field = `edits.${stepIndex}`
    if (!step) throw new ServiceError('invalid', 'no-such-step', 'The plan has no such step', { field })
    const { language, channel, subject = null } = step
    const problems = editProblems(pack, { text: step.text, language, channel, subject }, text)
    if (problems.length === 0) continue
    throw new ServiceError('invalid', 'edit-breaks-rules', 'The words break the rules of the pack', {
      field,
      fix: problems.join('; '),
    })
  }
}

/** @throws invalid | no-such-plan: the pack has no such row, or nothing is sent by it */
export async function requireSendable(deps: EditDeps, caseId: string, interventionId: string): Promise<void> {
  const chosen = interventionNamed(await packOfCase(deps, caseId), interventionId)
  if (chosen?.templateId) return
  throw new ServiceError('invalid', 'no-such-plan', 'The matrix has no such row with a message', {
    field: 'interventionId',
    fix: 'take the id of a row with a text, such as income-shock.medium',
  })
}

async function packOfCase({ database, packs }: EditDeps, caseId: string): Promise<Pack> {
  const stored = await currentEvidence(database, caseId)
  if (!stored) throw new ServiceError('not-found', 'case', 'There is no such case')
  return packs.of(stored.evidence.pack)
}
