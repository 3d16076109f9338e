import type { Kafka } from 'kafkajs'
import type { CustomerFact } from '../domain/bank-event.ts'
import { sha256 } from '../domain/hash.ts'
import { readRange } from '../stores/kafka/read-range.ts'
import { topics } from '../stores/kafka/topics.ts'

/** What makes two facts of a customer the same. Master data and obligations keep their id from version to version. */
export const identityOf = (fact: CustomerFact): string =>
  sha256(`${fact.kind}\n${fact.id}\n${'version' in fact ? fact.version : ''}`)

/**
 * What stands on the topic since these ends (by partition), as `customer/identity`: what a crash left in doubt, stored
 * without being noted.
 */
export async function sentSince(kafka: Kafka, ends: Record<string, number>): Promise<Set<string>> {
  const found = new Set<string>()
  const from = new Map(Object.entries(ends).map(([partition, end]) => [Number(partition), end]))
  await readRange(kafka, topics.bankEvents, from, ({ key, value }) => {
    const fact = key && value ? parseFact(value) : null
    if (fact) found.add(`${key?.toString('utf8')}/${identityOf(fact)}`)
  })
  return found
}

/** Others write to the topic too: what is no fact is not ours. */
function parseFact(value: Buffer): CustomerFact | null {
  try {
    return JSON.parse(value.toString('utf8')) as CustomerFact
  } catch {
    return null
  }
}
