import type { Redis } from 'ioredis'
import type { Admin } from 'kafkajs'
import { ServiceError } from '../../domain/errors.ts'
import { endOffsets, groupLag, topics, type Topic } from '../../stores/kafka/topics.ts'
import { openStateStore } from '../../stores/redis/state-store.ts'
import { streamPositions } from '../../stores/redis/stream-totals.ts'
import { consumerGroups } from '../../workers/consumer-groups.ts'

/** The topics that hold what is known of customers, each with the groups whose offsets count there. */
export const groupsOf: Partial<Record<Topic, readonly string[]>> = {
  [topics.bankEvents]: [consumerGroups.openerFacts, consumerGroups.projectorFacts],
  [topics.evaluations]: [consumerGroups.openerEvaluations, consumerGroups.projectorEvaluations],
  [topics.obligationNotes]: [consumerGroups.openerNotes],
}
export const customerTopics = Object.keys(groupsOf) as Topic[]

/** @throws conflict | workers-running: somebody reads; not-settled: somebody has not read all of it yet */
export async function requireSettled(admin: Admin, redis: Redis): Promise<void> {
  await requireNobody(admin)
  let left = 0
  for (const topic of customerTopics)
    for (const group of groupsOf[topic] ?? []) left += await groupLag(admin, group, topic)
  const ends = await endOffsets(admin, topics.bankEvents)
  const positions = await streamPositions(redis, ends.size)
  positions.forEach(({ offset, waiting }, partition) => {
    left += waiting + Math.max(0, (ends.get(partition) ?? 0) - offset)
  })
  if (left === 0) return
  throw new ServiceError(
    'conflict',
    'not-settled',
    `${left} records are not read yet: start the product, let it finish, stop it, then start this command again.`,
    { left },
  )
}

/** @throws conflict | workers-running */
export async function requireNobody(admin: Admin): Promise<void> {
  const { groups } = await admin.describeGroups(Object.values(consumerGroups))
  const members = groups.reduce((sum, group) => sum + group.members.length, 0)
  if (members === 0) return
  throw new ServiceError(
    'conflict',
    'workers-running',
    `${members} workers still read the topics: stop the product, and let only its components run (npm run components).`,
    { members },
  )
}

/** Sets every reader of a topic to these offsets. */
export async function moveReaders(
  admin: Admin,
  redis: Redis,
  topic: Topic,
  resume: Readonly<Record<number, number>>,
): Promise<void> {
  const offsets = Object.entries(resume).map(([partition, offset]) => ({
    partition: Number(partition),
    offset: String(offset),
  }))
  for (const groupId of groupsOf[topic] ?? []) await admin.setOffsets({ groupId, topic, partitions: offsets })
  if (topic !== topics.bankEvents) return
  const store = openStateStore(redis)
  for (const [partition, offset] of Object.entries(resume)) {
    const claim = await store.claim(Number(partition))
    const nothing = { states: new Map(), newcomers: [], outbox: [], counts: {} }
    await store.commit(claim, { to: { offset, tick: '' }, ...nothing })
  }
}
