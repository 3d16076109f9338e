import { setTimeout as sleep } from 'node:timers/promises'
import { evaluationIdOf } from '../../domain/ids.ts'
import { computeFeatures } from '../../features/compute.ts'
import { loadPack } from '../../policies/pack.ts'
import { readEnvironment } from '../../stores/environment.ts'
import { openBlockConsumer } from '../../stores/kafka/reading-thread/consumer.ts'
import { topics } from '../../stores/kafka/topics.ts'
import { createLogger } from '../../stores/logger.ts'
import { followModels } from '../../workers/models.ts'
import { createEvaluate, type Evaluate } from '../../workers/stream/evaluate.ts'
import { openStream } from '../../workers/stream/open-stream.ts'
import { createScorer } from '../../workers/stream/scorer.ts'

const GATE_POLL_MS = 100

/**
 * The stream worker of the product, wired as `workers/stream.ts` does it, with two differences: it waits at a gate
 * until every worker has joined, and without `BENCH_SCORES` what goes out are the features alone.
 */
const environment = readEnvironment(
  ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'EQUILIBRATE_PACK'] as const),
  ...(['DATABASE_URL', 'REDIS_URL', 'KAFKA_BROKERS'] as const),
)
const log = createLogger('bench-stream')
const zone = environment.EQUILIBRATE_BANK_ZONE
const fail = (error: unknown): void => {
  log.fatal({ err: error }, 'The worker cannot go on')
  process.exit(1)
}

const featuresOnly: Evaluate = async (subjects, cause) =>
  subjects.map(({ customer, state, asOf_ms }) => ({
    topic: topics.evaluations,
    key: customer,
    value: JSON.stringify({
      id: evaluationIdOf(customer, state.version),
      asOf: new Date(asOf_ms).toISOString(),
      cause,
      features: computeFeatures(state, asOf_ms, zone),
    }),
  }))

let isOpen = false
process.on('message', (message: { kind: string }) => (isOpen ||= message.kind === 'go'))
const consume: typeof openBlockConsumer = (options) =>
  openBlockConsumer({
    ...options,
    onAssigned: (partitions, seek) => {
      options.onAssigned(partitions, seek)
      process.send?.({ kind: 'assigned', partitions: partitions.length })
    },
    onBatch: async (batch) => {
      if (isOpen) return options.onBatch(batch)
      await sleep(GATE_POLL_MS)
      await batch.heartbeat()
    },
  })

const evaluate = process.env['BENCH_SCORES']
  ? createEvaluate(loadPack(environment.EQUILIBRATE_PACK), createScorer(await followModels(log), log), zone)
  : featuresOnly
const running = await openStream({ environment, evaluate, log, fail, consume })
process.once('SIGTERM', () => void running.drain().then(() => process.exit(0)))
