import { readEnvironment } from '../stores/environment.ts'
import { runWorker } from './lifecycle.ts'
import { followPack } from './follow-pack.ts'
import { followModels } from './models.ts'
import { createEvaluate, type Evaluate } from './stream/evaluate.ts'
import { openStream } from './stream/open-stream.ts'
import { createScorer } from './stream/scorer.ts'

/** Folds bank events into the customers' states, evaluates whom they changed, and publishes the evaluations. */
await runWorker('stream', async (log, fail, registry) => {
  const environment = readEnvironment(
    ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_PACK'] as const),
    ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const),
  )
  const scorer = createScorer(await followModels(log), log)
  const pack = await followPack(environment.DATABASE_URL, environment.EQUILIBRATE_PACK, log)
  // Each batch is judged by one version: the one in force as it begins.
  const evaluate: Evaluate = (subjects, cause) =>
    createEvaluate(pack.current(), scorer, environment.EQUILIBRATE_BANK_ZONE)(subjects, cause)
  const stream = await openStream({ environment, evaluate, log, fail, registry })
  return {
    drain: async () => {
      await stream.drain()
      await pack.close()
    },
  }
})
