import { featureNames } from '../features/catalogue.ts'
import { DISTRESS_FOLDER, loadChampion } from '../models/registry.ts'
import { loadPack } from '../policies/pack.ts'
import { readEnvironment } from '../stores/environment.ts'
import { runWorker } from './lifecycle.ts'
import { createEvaluate } from './stream/evaluate.ts'
import { openStream } from './stream/open-stream.ts'
import { openScorer } from './stream/scorer.ts'

/** Folds bank events into the customers' states, evaluates whom they changed, and publishes the evaluations. */
await runWorker('stream', async (log, fail) => {
  const environment = readEnvironment(
    ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_PACK'] as const),
    ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const),
  )
  const scorer = await openScorer(() => loadChampion(DISTRESS_FOLDER, featureNames), log)
  const pack = loadPack(environment.EQUILIBRATE_PACK)
  const evaluate = createEvaluate(pack, scorer, environment.EQUILIBRATE_BANK_ZONE)
  return openStream({ environment, evaluate, log, fail })
})
