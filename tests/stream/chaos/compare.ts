import type { Redis } from 'ioredis'
import type { Kafka } from 'kafkajs'
import { sha256 } from '../../../domain/hash.ts'
import { evaluationIdOf } from '../../../domain/ids.ts'
import { encodeState } from '../../../features/state.ts'
import type { Pack } from '../../../policies/pack.ts'
import { readRange } from '../../../stores/kafka/read-range.ts'
import { topics } from '../../../stores/kafka/topics.ts'
import type { Database } from '../../../stores/postgres/database.ts'
import { streamTotals } from '../../../stores/redis/stream-totals.ts'
import { candidateOf } from '../../../workers/opener/candidate.ts'
import type { Reference } from './reference.ts'

export type Compared = { states: number; evaluations: number; rejected: number; cases: number }
type CompareDeps = { redis: Redis; kafka: Kafka; db: Database; partitions: number; pack: Pack }

/** Holds what the stream left everywhere against the batch computation. @throws Error that says what differs */
export function openComparison({ redis, kafka, db, partitions, pack }: CompareDeps, reference: Reference) {
  /** Hash of each evaluation that was published, by id. */
  const published = new Map<string, string>()
  const atRisk = new Set<string>()
  const refused = new Set<string>()
  const nextEvaluation = new Map<number, number>()
  const nextRejected = new Map<number, number>()

  const readEvaluations = async (): Promise<void> => {
    const texts: string[] = []
    await readRange(kafka, topics.evaluations, nextEvaluation, ({ value, offset }, partition) => {
      if (Number(offset) < (nextEvaluation.get(partition) ?? 0)) return
      nextEvaluation.set(partition, Number(offset) + 1)
      texts.push(value?.toString() ?? '')
    })
    for (const text of texts) {
      const { id } = JSON.parse(text) as { id: string }
      const hash = sha256(text)
      const known = published.get(id)
      if (known === undefined) same(`evaluation ${id}`, text, await reference.evaluation(id))
      else same(`the second evaluation ${id}`, hash, known)
      published.set(id, hash)
      const candidate = candidateOf(pack, { value: Buffer.from(text) })
      if (candidate.is === 'candidate') atRisk.add(candidate.evaluation.customer)
    }
  }
  const compareStates = async (): Promise<void> => {
    const keys = await redis.keys('{*}:state:*')
    const expected = [...reference.customers].map(([customer, { partition, state }]) => ({
      key: `{${partition}}:state:${customer}`,
      state,
    }))
    same('customers with a state', keys.toSorted(), expected.map(({ key }) => key).sort())
    const stored = keys.length > 0 ? await redis.mgetBuffer(expected.map(({ key }) => key)) : []
    expected.forEach(({ key, state }, index) =>
      same(key, stored[index]?.toString('hex'), encodeState(state).toString('hex')),
    )
  }
  const compareEvaluations = (): void => {
    const newest = new Map<string, number>()
    for (const id of published.keys()) {
      const [customer = '', version] = id.split(':')
      newest.set(customer, Math.max(newest.get(customer) ?? 0, Number(version)))
    }
    for (const [customer, { current, currentVersion }] of reference.customers) {
      if (current && (newest.get(customer) ?? 0) < currentVersion)
        throw new Error(`the evaluation ${evaluationIdOf(customer, currentVersion)} is missing`)
    }
  }
  const compareRejected = async (): Promise<void> => {
    await readRange(kafka, topics.rejected, nextRejected, ({ key, offset }, partition) => {
      nextRejected.set(partition, Number(offset) + 1)
      refused.add(key?.toString() ?? '')
    })
    same('rejected positions', [...refused].sort(), [...reference.rejected].sort())
  }
  const compareCases = async (): Promise<void> => {
    const { rows } = await db.query<{ customer: string }>('select customer from episodes order by customer')
    const opened = rows.map(({ customer }) => customer)
    // Who asked to be forgotten has a case if it was opened before, and none otherwise: both are right.
    const isForgotten = (customer: string) => reference.customers.get(customer)?.state.erased_ms !== 0
    const expected = [...atRisk].filter((customer) => opened.includes(customer) || !isForgotten(customer))
    same('cases', opened.sort(), expected.sort())
  }
  return async ({ isExact }: { isExact: boolean }): Promise<Compared> => {
    await reference.catchUp()
    await compareStates()
    await readEvaluations()
    compareEvaluations()
    await compareRejected()
    await compareCases()
    const { transactions, duplicates, rejected, evaluations } = await streamTotals(redis, partitions)
    const { counts } = reference
    same('counts', { transactions, duplicates, rejected }, { ...counts, rejected: reference.rejected.size })
    if (isExact) same('evaluations made and published', evaluations, published.size)
    return {
      states: reference.customers.size,
      evaluations: published.size,
      rejected: refused.size,
      cases: atRisk.size,
    }
  }
}

function same(what: string, found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${what}: found ${cut(a)}, the batch computation has ${cut(b)}`)
}

const SHOWN_MAX = 600
const cut = (text: string | undefined): string => (text ?? 'nothing').slice(0, SHOWN_MAX)
