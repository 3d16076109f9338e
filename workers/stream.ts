import { readEnvironment } from '../stores/environment.ts'
import { runWorker } from './lifecycle.ts'
import { followModels } from './models.ts'
import { packAtStart } from './pack-at-start.ts'
import { createEvaluate } from './stream/evaluate.ts'
import { openStream } from './stream/open-stream.ts'
import { createScorer } from './stream/scorer.ts'

/** Folds bank events into the customers' states, evaluates whom they changed, and publishes the evaluations. */
await runWorker('stream', async (log, fail, registry) => {
  const environment = readEnvironment(
    ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_PACK'] as const),
    ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const),
  )
  const scorer = createScorer(await followModels(log), log)
  const pack = await packAtStart(environment.DATABASE_URL, environment.EQUILIBRATE_PACK)
  const evaluate = createEvaluate(pack, scorer, environment.EQUILIBRATE_BANK_ZONE)
  return openStream({ environment, evaluate, log, fail, registry })
})
