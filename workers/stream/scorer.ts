import type { FeatureVector, ModelScore } from '../../domain/risk.ts'
import { inputRow } from '../../models/inputs.ts'
import type { Model } from '../../models/registry.ts'
import type { Logger } from '../../stores/logger.ts'

/** Scores customers in one batch; null where no valid model stands, so that the scorecard alone decides. */
export type Scorer = { score: (vectors: readonly FeatureVector[]) => Promise<(ModelScore | null)[]> }

/** `load` brings the champion; a model that cannot be loaded or run is logged, and nothing stops. */
export async function openScorer(load: () => Promise<Model>, log: Logger): Promise<Scorer> {
  const model = await load().catch((error: unknown) => {
    log.error({ err: error }, 'No valid model: the scorecard alone decides')
    return null
  })
  if (model) log.info({ model: model.ref.name, version: model.ref.version }, 'model loaded')
  return {
    score: async (vectors) => {
      if (!model || vectors.length === 0) return vectors.map(() => null)
      try {
        return await scoreWith(model, vectors)
      } catch (error) {
        log.error({ err: error }, 'The model failed: the scorecard alone decides')
        return vectors.map(() => null)
      }
    },
  }
}

async function scoreWith(model: Model, vectors: readonly FeatureVector[]): Promise<ModelScore[]> {
  const width = model.features.length
  const rows = new Float32Array(width * vectors.length)
  vectors.forEach((features, index) => rows.set(inputRow(features, model.features), index * width))
  const margins = await model.score(rows, vectors.length)
  return Array.from(margins, (margin) => ({
    model: model.ref,
    margin,
    probability: model.probability(margin),
  }))
}
