import { DAY_MS } from '../domain/calendar.ts'
import type { Evaluation } from '../domain/evaluation.ts'
import { hardshipOf, type Evidence } from '../domain/evidence.ts'
import { materialChange, type MaterialCause } from '../domain/material-change.ts'
import { interventionFor } from '../policies/intervene.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import type { CaseDeps } from './deps.ts'
import { verifiedEvaluation } from './evaluation.ts'

export type LookAtEvaluationInput = { caseId: string; evaluationId: string; isFallen: boolean }
/** `fallen`: the level asks for nothing any more; where that holds until then (bank time, epoch ms), the case ends. */
export type Looked =
  | { is: 'same' }
  | { is: 'changed'; cause: MaterialCause }
  | { is: 'fallen'; until_ms: number }
  | { is: 'risen' }

const SAME: Looked = { is: 'same' }

/** Has a later evaluation changed anything on which people decide? An older one, or one about another obligation, has not. */
export const lookAtEvaluation =
  ({ db, packs }: CaseDeps) =>
  async ({ caseId, evaluationId, isFallen }: LookAtEvaluationInput): Promise<Looked> => {
    const stored = await currentEvidence(db, caseId)
    const evaluation = await verifiedEvaluation(db, evaluationId)
    if (!stored || !isAbout(evaluation, stored.evidence)) return SAME
    const { evidence } = stored
    const pack = await packs.of(evaluation.pack)
    const hardshipNow = hardshipOf({ ...evidence, hardship: evaluation.hardship })
    if (!interventionFor(pack, hardshipNow, evaluation.level)) {
      // Who has told us is helped whatever the score says.
      if (isFallen || evidence.declared) return SAME
      const holds_ms = pack.documents.opening.fallen_level_holds_days * DAY_MS
      return { is: 'fallen', until_ms: Date.parse(evaluation.asOf) + holds_ms }
    }
    const cause = materialChange(
      {
        level: evidence.level,
        hardship: hardshipOf(evidence),
        // What a person chose stands as long as the rules would still say what they said.
        interventionId: interventionFor(pack, hardshipOf(evidence), evidence.level)?.id ?? '',
        probability: evidence.score?.probability ?? null,
      },
      {
        level: evaluation.level,
        hardship: hardshipNow,
        interventionId: interventionFor(pack, hardshipNow, evaluation.level)?.id ?? '',
        probability: evaluation.score?.probability ?? null,
      },
    )
    if (cause) return { is: 'changed', cause }
    return isFallen ? { is: 'risen' } : SAME
  }

/** A later word on the same obligation. */
const isAbout = (evaluation: Evaluation, evidence: Evidence): boolean =>
  evaluation.obligation?.id === evidence.obligation.id &&
  Date.parse(evaluation.asOf) >= Date.parse(evidence.asOf)
