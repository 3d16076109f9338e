import type { DecisionClaims, TextEdit } from '../domain/decision.ts'
import { ServiceError } from '../domain/errors.ts'
import { hashOf } from '../domain/hash.ts'
import type { Plan, PlanStep } from '../domain/plan.ts'
import { editProblems } from '../policies/lint.ts'
import type { Pack } from '../policies/pack.ts'
import { writeStage, type StageChange } from '../stores/postgres/cases.ts'
import { recordAcceptedDecision } from '../stores/postgres/decisions.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import { planByHash, storePlan } from '../stores/postgres/plans.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'
import { wordsOf } from './plan-words.ts'

export type AmendPlanInput = {
  claims: DecisionClaims
  edits: readonly TextEdit[]
  planVersion: number
  sequence: number
  change: StageChange
}

/**
 * Puts a worker's words into the plan: a new version with its own hash, so that what was approved before is not this. The
 * words stay in the vault, and are held to the rules of the pack.
 * @throws refused | edit-breaks-rules, not-found | no-such-plan, no-such-step
 */
export const amendPlan =
  (deps: CaseDeps) =>
  async ({ claims, edits, planVersion, sequence, change }: AmendPlanInput): Promise<{ planHash: string }> => {
    const { caseId } = claims
    const before = await planByHash(deps.db, caseId, claims.planHash)
    const stored = await currentEvidence(deps.db, caseId)
    if (!stored) throw new ServiceError('not-found', 'no-such-plan', 'The case has no evidence yet.')
    const plan = { ...amended(before, edits), version: planVersion }
    await checkWords(deps, await deps.packs.of(stored.evidence.pack), plan, edits)
    return deps.db.transaction(async (client) => {
      await recordAcceptedDecision(client, claims)
      const planHash = hashOf(await storePlan(client, plan))
      await writeStage(client, positionOf(caseId, sequence), { ...change, planHash })
      return { planHash }
    })
  }

function amended(plan: Plan, edits: readonly TextEdit[]): Plan {
  const strange = edits.find(({ stepIndex }) => !plan.steps[stepIndex])
  if (strange) throw new ServiceError('not-found', 'no-such-step', 'The plan has no such step.')
  const steps = plan.steps.map((step): PlanStep => {
    const edit = edits.find(({ stepIndex }) => stepIndex === step.index)
    return edit ? { ...step, edit: { ref: edit.ref, sha256: edit.sha256 } } : step
  })
  return { ...plan, steps }
}

async function checkWords(
  { vault }: CaseDeps,
  pack: Pack,
  { steps }: Plan,
  edits: readonly TextEdit[],
): Promise<void> {
  for (const { stepIndex } of edits) {
    const step = steps[stepIndex]
    if (!step) continue
    const { text, language, channel, subject = null } = step
    const problems = editProblems(pack, { text, language, channel, subject }, await wordsOf(vault, step))
    if (problems.length > 0)
      throw new ServiceError('refused', 'edit-breaks-rules', problems.join('; '), { stepIndex })
  }
}
