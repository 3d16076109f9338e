import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin } from 'kafkajs'
import { DAY_MS } from '../../domain/calendar.ts'
import { ServiceError } from '../../domain/errors.ts'

export const topics = {
  bankEvents: 'bank-events',
  evaluations: 'evaluations',
  /** What the outcome row of each obligation needs: its features in time, and what became of it. */
  obligationNotes: 'obligation-notes',
  caseEvents: 'case-events',
  rejected: 'bank-events.rejected',
  /** Rows of a bank's database with tokens for ids, in the order of its log, and what could not be read of it. */
  captured: 'captured-rows',
  captureErrors: 'captured-rows.errors',
} as const
export type Topic = (typeof topics)[keyof typeof topics]

/** The broker's own time stamps; kept without limit; readable bytes, so that a search for identifiers can be trusted. */
const settings = [
  { name: 'message.timestamp.type', value: 'LogAppendTime' },
  { name: 'cleanup.policy', value: 'delete' },
  { name: 'retention.ms', value: '-1' },
  { name: 'retention.bytes', value: '-1' },
  { name: 'compression.type', value: 'uncompressed' },
]
/** What `workers/capture.ts` has taken is not needed again. */
const CAPTURED_KEPT_DAYS = 7
const transient: ReadonlySet<Topic> = new Set([topics.captured, topics.captureErrors])
export const settingsOf = (topic: Topic): { name: string; value: string }[] =>
  settings.map((setting) =>
    setting.name === 'retention.ms' && transient.has(topic)
      ? { ...setting, value: String(CAPTURED_KEPT_DAYS * DAY_MS) }
      : setting,
  )
/** Keyed by the customer's token. */
const ofCustomers: ReadonlySet<Topic> = new Set([
  topics.bankEvents,
  topics.evaluations,
  topics.obligationNotes,
])
const LEADERS_WITHIN_MS = 20_000
const LEADERS_PAUSE_MS = 200

/** Makes the topics that are missing. Those of cases, rejects and captured rows have one partition: their order matters, not their pace. */
export async function ensureTopics(admin: Admin, partitions: number): Promise<string[]> {
  const known = new Set(await admin.listTopics())
  const missing = Object.values(topics).filter((topic) => !known.has(topic))
  if (missing.length === 0) return []
  await admin.createTopics({
    waitForLeaders: true,
    timeout: LEADERS_WITHIN_MS,
    topics: missing.map((topic) => ({
      topic,
      numPartitions: ofCustomers.has(topic) ? partitions : 1,
      configEntries: settingsOf(topic),
    })),
  })
  return missing
}

/** @throws corrupt | partition-count: the topic was made with another count, so that keys would change partitions */
export async function checkTopicPartitions(admin: Admin, partitions: number): Promise<void> {
  const { topics: described } = await admin.fetchTopicMetadata({ topics: [topics.bankEvents] })
  const found = described[0]?.partitions.length ?? 0
  if (found === partitions) return
  throw new ServiceError(
    'corrupt',
    'partition-count',
    `The topic bank-events has ${found} partitions, but the state in Redis was made for ${partitions}.`,
    { found, expected: partitions },
  )
}

/** The offset after the last record, by partition. */
export async function endOffsets(admin: Admin, topic: Topic): Promise<Map<number, number>> {
  const bounds = await partitionBounds(admin, topic)
  return new Map([...bounds].map(([partition, { high }]) => [partition, high]))
}

/** The offsets of the first record that is still there, and after the last. */
export type Bounds = ReadonlyMap<number, { low: number; high: number }>

/** By partition. A broker that has just made a topic leads it only a moment later. */
export async function partitionBounds(admin: Admin, topic: Topic): Promise<Bounds> {
  for (const until_ms = Date.now() + LEADERS_WITHIN_MS; ; await sleep(LEADERS_PAUSE_MS)) {
    try {
      const offsets = await admin.fetchTopicOffsets(topic)
      return new Map(
        offsets.map(({ partition, low, high }) => [partition, { low: Number(low), high: Number(high) }]),
      )
    } catch (error) {
      const mayPass = error instanceof Error && 'retriable' in error && error.retriable === true
      if (!mayPass || Date.now() > until_ms) throw error
    }
  }
}

/** How many records of the topic the group has not yet finished. */
export async function groupLag(admin: Admin, groupId: string, topic: Topic): Promise<number> {
  const [ends, [committed]] = await Promise.all([
    endOffsets(admin, topic),
    admin.fetchOffsets({ groupId, topics: [topic] }),
  ])
  const done = new Map(committed?.partitions.map(({ partition, offset }) => [partition, Number(offset)]))
  return [...ends].reduce((lag, [partition, end]) => lag + end - Math.max(0, done.get(partition) ?? 0), 0)
}
