import { canonicalJson } from '../domain/canonical-json.ts'
import { ServiceError } from '../domain/errors.ts'
import type { Hardship } from '../domain/hardship.ts'
import { assess } from '../policies/assess.ts'
import type { CaseDeps } from './deps.ts'
import { verifiedEvaluation } from './evaluation.ts'

export type ClassifyHardshipInput = { evaluationId: string }
export type Classified = { hardship: Hardship; rule: string }

/**
 * Applies the pack's rules again to the evaluation's facts: hardship, level and scorecard must come out as the stream
 * saw them.
 * @throws corrupt | pack-mismatch, assessment-mismatch
 */
export const classifyHardship =
  ({ db, packs }: CaseDeps) =>
  async ({ evaluationId }: ClassifyHardshipInput): Promise<Classified> => {
    const evaluation = await verifiedEvaluation(db, evaluationId)
    const pack = await packs.of(evaluation.pack)
    const { features, persona, score } = evaluation
    const found = await assess(pack, { features, persona, probability: score?.probability ?? null })
    const { scorecard, hardship, level, levelRule } = evaluation
    if (canonicalJson(found) !== canonicalJson({ scorecard, hardship, level, levelRule }))
      throw new ServiceError('corrupt', 'assessment-mismatch', 'The rules give another assessment.', {
        hardship: found.hardship.type,
        level: found.level,
      })
    return { hardship: found.hardship.type, rule: found.hardship.rule }
  }
