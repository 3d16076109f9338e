import type { FeatureVector, ModelScore } from '../../domain/risk.ts'
import { inputRows } from '../../models/inputs.ts'
import type { Model } from '../../models/registry.ts'
import type { Models } from '../../models/watch.ts'
import type { Logger } from '../../stores/logger.ts'

/**
 * `score` null: no valid model stands, or its reasons do not add up, so that the scorecard alone decides. `shadow`: the
 * challenger's, where one is.
 */
export type Scored = { score: ModelScore | null; shadow?: ModelScore }

/** Scores customers in one batch. */
export type Scorer = { score: (vectors: readonly FeatureVector[]) => Promise<Scored[]> }

/** Scores with whatever models stand at the time; one that fails is logged, and nothing stops. */
export function createScorer(models: Pick<Models, 'standing'>, log: Logger): Scorer {
  const attempt = async (
    model: Model | null,
    vectors: readonly FeatureVector[],
    words: string,
  ): Promise<(ModelScore | undefined)[]> => {
    if (!model) return []
    try {
      return await scoreWith(model, vectors)
    } catch (error) {
      log.error({ err: error, version: model.ref.version }, words)
      return []
    }
  }
  return {
    score: async (vectors) => {
      if (vectors.length === 0) return []
      const { champion, challenger } = models.standing()
      const scores = await attempt(champion, vectors, 'The model failed: the scorecard alone decides')
      const shadows = await attempt(challenger, vectors, 'The challenger failed: it scores nothing')
      return vectors.map((_, index) => {
        const shadow = shadows[index]
        return { score: scores[index] ?? null, ...(shadow ? { shadow } : {}) }
      })
    },
  }
}

/** @throws corrupt | contributions-disagree: the reasons of a score do not add up to it, so that none of them counts */
async function scoreWith(model: Model, vectors: readonly FeatureVector[]): Promise<ModelScore[]> {
  const rows = inputRows(vectors, model.features)
  const margins = await model.score(rows, vectors.length)
  // Nobody reads these reasons (a case has its own made): a score that cannot be explained shall not decide either.
  model.explain(rows, vectors.length, margins)
  return Array.from(margins, (margin) => ({
    model: model.ref,
    margin,
    probability: model.probability(margin),
  }))
}
