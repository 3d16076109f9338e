import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Admin, Kafka, KafkaMessage } from 'kafkajs'
import { bankTimeAt, type ClockMap } from '../../domain/bank-time.ts'
import { ServiceError } from '../../domain/errors.ts'
import { partitionOf } from '../../stores/kafka/partition-of.ts'
import { dropBefore, readTopic, rewriteTopic } from '../../stores/kafka/rewrite-topic.ts'
import { endOffsets, topics } from '../../stores/kafka/topics.ts'
import { withEvaluations } from '../../stores/postgres/case-evaluations.ts'
import type { Queryable } from '../../stores/postgres/database.ts'
import { readPartitionCount } from '../../stores/redis/partition-count.ts'
import {
  dropStates,
  endRewrite,
  readRewrite,
  writeRewrite,
  type RewriteMark,
  type TopicOffsets,
} from '../../stores/redis/rewrite-mark.ts'
import { parseRecord, type Parsed } from '../../workers/parse-record.ts'
import { openLeftOut, type LeftOut } from './left-out.ts'
import { customerTopics, moveReaders, requireNobody, requireSettled } from './readers.ts'

/** A writer that is not ours may not know that it is to wait: then the copying begins once more. */
const ATTEMPTS_MAX = 3

export type RewriteDeps = {
  redis: Redis
  kafka: Kafka
  admin: Admin
  db: Queryable
  clock: ClockMap
  say: (line: string) => void
}

/**
 * Writes the topics anew without what came of erased customers, while no worker runs. What is kept goes to the topics'
 * ends, then every reader is set behind it, then the old records go. Cut off, it begins anew, or where nothing was left
 * to do but that, goes on. Gives the number of customers who are gone.
 * @throws ServiceError conflict | workers-running, not-settled, others-write
 */
export async function rewriteTopics(deps: RewriteDeps): Promise<number> {
  const { redis, admin } = deps
  const known = await readRewrite(redis)
  await (known ? requireNobody(admin) : requireSettled(admin, redis))
  const now_ms = bankTimeAt(deps.clock, Date.now())
  let mark = known ?? (await firstMark(admin))
  const leftOut = await erasuresOf(deps, mark)
  for (let attempt = 0; mark.copied === null; attempt++) {
    if (attempt === ATTEMPTS_MAX)
      throw new ServiceError('conflict', 'others-write', 'Somebody writes to the topics: stop them first.')
    mark = { ...mark, id: randomUUID(), abandoned: [...mark.abandoned, mark.id] }
    await writeRewrite(redis, mark)
    mark = { ...mark, copied: await copyAll(deps, mark, leftOut, now_ms) }
  }
  await writeRewrite(redis, mark)
  await goOnBehind(deps, mark.copied)
  return mark.copied.gone.length
}

async function firstMark(admin: Admin): Promise<RewriteMark> {
  const stood: TopicOffsets = {}
  for (const topic of customerTopics) stood[topic] = Object.fromEntries(await endOffsets(admin, topic))
  return { id: randomUUID(), abandoned: [], stood, copied: null }
}

/** Who was erased, as the topic of bank events tells it. */
async function erasuresOf({ kafka, admin, db, clock }: RewriteDeps, mark: RewriteMark): Promise<LeftOut> {
  const leftOut = openLeftOut()
  await readTopic(kafka, admin, topics.bankEvents, mark.abandoned, async (_, messages) => {
    for (const message of messages) {
      const customer = message.key?.toString()
      if (customer) leftOut.hear(customer, isErasure(message), bankTimeOf(clock, message))
    }
  })
  leftOut.keepErasureOf(await withEvaluations(db, leftOut.erased()))
  return leftOut
}

/** Gives null where somebody else wrote meanwhile. */
async function copyAll(
  { kafka, admin, clock, say }: RewriteDeps,
  { id, abandoned, stood }: RewriteMark,
  leftOut: LeftOut,
  now_ms: number,
): Promise<RewriteMark['copied']> {
  const copied = {
    resume: {} as TopicOffsets,
    keptFrom: {} as TopicOffsets,
    gone: leftOut.gone(now_ms),
  }
  let isWhole = true
  for (const topic of customerTopics) {
    say(`writing ${topic} anew`)
    const keeps = (message: KafkaMessage): boolean => {
      // What no fold can take was rejected long ago; its bytes are in the vault.
      if (topic === topics.bankEvents && parsed(message).is === 'bad') return false
      const customer = message.key?.toString()
      const at_ms = bankTimeOf(clock, message)
      return !customer || !leftOut.isLeftOut(customer, isErasure(message), at_ms, now_ms)
    }
    const result = await rewriteTopic(kafka, admin, topic, {
      id,
      abandoned,
      keeps,
      stood: stood[topic] ?? {},
    })
    copied.resume[topic] = result.resume
    copied.keptFrom[topic] = result.keptFrom
    isWhole &&= result.isWhole
  }
  return isWhole ? copied : null
}

async function goOnBehind(
  { redis, admin }: RewriteDeps,
  { resume, keptFrom, gone }: NonNullable<RewriteMark['copied']>,
): Promise<void> {
  // A topic that was empty is as it was.
  const written = customerTopics.filter((topic) => Object.keys(resume[topic] ?? {}).length > 0)
  for (const topic of written) await moveReaders(admin, redis, topic, resume[topic] ?? {})
  for (const topic of written) await dropBefore(admin, topic, keptFrom[topic] ?? {})
  const partitions = await readPartitionCount(redis)
  for (const customer of gone) await dropStates(redis, partitionOf(customer, partitions), [customer])
  await endRewrite(redis)
}

/** What came before the bank's clock was first set is history, whatever the wall clock said. */
const bankTimeOf = (clock: ClockMap, { timestamp }: KafkaMessage): number =>
  Number(timestamp) < (clock[0]?.wallFrom_ms ?? 0) ? 0 : bankTimeAt(clock, Number(timestamp))

const parsed = ({ key, value }: KafkaMessage): Parsed =>
  parseRecord({ key: key?.toString('utf8') ?? null, value })

/** Most records are not: their bytes are passed over without being parsed. */
function isErasure(message: KafkaMessage): boolean {
  if (!message.value?.includes('erased')) return false
  const record = parsed(message)
  return record.is === 'fact' && record.fact.kind === 'erased'
}
