import type { ClockMap } from '../domain/bank-time.ts'
import { readEnvironment } from '../stores/environment.ts'
import { openKafka } from '../stores/kafka/client.ts'
import { openProducer } from '../stores/kafka/producer.ts'
import { watchClock } from '../stores/postgres/bank-clock.ts'
import { openDatabase } from '../stores/postgres/database.ts'
import { becomeOnly } from '../stores/postgres/single-owner.ts'
import { openRedis } from '../stores/redis/client.ts'
import { openCases } from '../stores/temporal/cases.ts'
import { connectTemporal } from '../stores/temporal/client.ts'
import { repeat, runWorker } from './lifecycle.ts'
import { requirePartitions } from './require-partitions.ts'
import { signalClock } from './sequencer/clock-signals.ts'
import { sequenceAndPublish } from './sequencer/publish.ts'
import { writeDueTicks } from './sequencer/ticks.ts'

const OUTBOX_POLL_MS = 1000
const TICK_POLL_MS = 250
const SIGNAL_POLL_MS = 250

/** The one process that numbers and publishes what happened, writes the ticks, and tells cases of the bank's clock. */
await runWorker('sequencer', async (log, fail) => {
  const environment = readEnvironment(
    ...(['EQUILIBRATE_MODE', 'EQUILIBRATE_BANK_ZONE', 'DATABASE_URL', 'REDIS_URL'] as const),
    ...(['KAFKA_BROKERS', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE'] as const),
  )
  const redis = await openRedis(environment.REDIS_URL, (error) => log.warn({ err: error }, 'Redis'))
  const kafka = openKafka(environment.KAFKA_BROKERS, 'equilibrate-sequencer')
  const partitions = await requirePartitions(redis, kafka)
  redis.disconnect()
  const db = openDatabase(environment.DATABASE_URL)
  const temporal = await connectTemporal({
    address: environment.TEMPORAL_ADDRESS,
    namespace: environment.TEMPORAL_NAMESPACE,
  })
  const cases = openCases(temporal.client)
  const owner = await becomeOnly(db, 'sequencer', fail)
  const producer = await openProducer(kafka)

  const clock = await watchClock(db, environment.EQUILIBRATE_MODE, fail)
  // At the start every open case is told: a segment may have come while no sequencer ran.
  let told: ClockMap | null = null
  const tellClock = async (): Promise<void> => {
    const map = clock.current()
    if (map === told) return
    await signalClock(db, cases, map)
    told = map
  }
  const signals = repeat(tellClock, SIGNAL_POLL_MS, fail)
  const rules = { zone: environment.EQUILIBRATE_BANK_ZONE, mode: environment.EQUILIBRATE_MODE, partitions }
  const tickIfDue = async (): Promise<void> => {
    const due = await writeDueTicks(db, producer, clock.current(), rules)
    if (due) log.info({ date: due.date, from: due.from, to: due.to }, 'ticks')
  }
  const ticks = repeat(tickIfDue, TICK_POLL_MS, fail)
  const outbox = repeat(() => sequenceAndPublish(db, producer), OUTBOX_POLL_MS, fail)
  const listener = await db.listen()
  listener.on('error', fail)
  listener.on('notification', outbox.wake)
  await listener.query('listen outbox')
  return {
    drain: async () => {
      await Promise.all([outbox.stop(), ticks.stop(), signals.stop()])
      await Promise.all([producer.close(), clock.close(), listener.end()])
      await Promise.all([owner.release(), db.close(), temporal.close()])
    },
  }
})
