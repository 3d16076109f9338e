import { hardships } from '../../domain/hardship.ts'
import { products } from '../../domain/obligation.ts'
import { inboxSorts, type InboxQueue, type InboxSort } from '../../stores/postgres/inbox-query.ts'
import { seededRandom } from '../kit/random.ts'

export type Question = {
  queue: InboxQueue
  sort: InboxSort
  level?: string
  hardship?: string
  product?: string
  priority?: string
  late?: true
}

const queues: readonly InboxQueue[] = [
  'open',
  'second',
  'mine',
  'attention',
  'underway',
  'monitoring',
  'closed',
  'all',
]

/** Queues, sorts and filters in every combination that a person can make, drawn evenly; the same for the same seed. */
export function inboxQuestions(count: number, seed: number): Question[] {
  const random = seededRandom(seed)
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const maybe = <T>(values: readonly T[]): T | undefined => (random() < 0.5 ? pick(values) : undefined)
  return Array.from({ length: count }, () => {
    const level = maybe(['HIGH', 'MEDIUM'])
    const hardship = maybe(hardships)
    const product = maybe(products)
    const priority = maybe(['URGENT', 'HIGH', 'MEDIUM'])
    return {
      queue: pick(queues),
      sort: pick(Object.keys(inboxSorts) as InboxSort[]),
      ...(level ? { level } : {}),
      ...(hardship ? { hardship } : {}),
      ...(product ? { product } : {}),
      ...(priority ? { priority } : {}),
      ...(random() < 0.25 ? { late: true as const } : {}),
    }
  })
}

export function searchOf(question: Question, page: { cursor: string | null; limit: number }): string {
  const { late, ...rest } = question
  return new URLSearchParams({
    ...rest,
    ...(late ? { late: 'yes' } : {}),
    ...(page.cursor ? { cursor: page.cursor } : {}),
    limit: String(page.limit),
  }).toString()
}
