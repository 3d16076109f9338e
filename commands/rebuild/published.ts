import type { Kafka } from 'kafkajs'
import { readRange } from '../../stores/kafka/read-range.ts'
import { topics } from '../../stores/kafka/topics.ts'

/** What was evaluated before: the newest state version of each customer, and how many evaluations each partition gave. */
export type Published = { newest: Map<string, number>; counts: Map<number, number> }

/** Reads the ids on the topic of evaluations; one that is there twice counts once. */
export async function readPublished(kafka: Kafka): Promise<Published> {
  const newest = new Map<string, number>()
  const counts = new Map<number, number>()
  const versions = new Map<string, Set<number>>()
  await readRange(kafka, topics.evaluations, new Map(), ({ key, value }, partition) => {
    const customer = key?.toString() ?? ''
    const { stateVersion } = JSON.parse(value?.toString() ?? '{}') as { stateVersion: number }
    const known = versions.get(customer) ?? new Set()
    versions.set(customer, known)
    if (known.has(stateVersion)) return
    known.add(stateVersion)
    counts.set(partition, (counts.get(partition) ?? 0) + 1)
    newest.set(customer, Math.max(newest.get(customer) ?? 0, stateVersion))
  })
  return { newest, counts }
}
