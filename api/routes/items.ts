import type { Received } from '../contract/doors.ts'
import type { FieldError } from '../contract/problem.ts'
import { InvalidRequest } from '../http/problem.ts'

/** An item of a batch as it was read: good, or what is wrong with it. */
export type ReadItem<T> = { good: T } | { wrong: FieldError[] }
export type WrongItem = { item: unknown; errors: FieldError[] }

/**
 * Takes the good items of a batch and names each bad one by index and field, so that one bad item does not turn the
 * rest away. `keep` puts the bad ones aside for a replay. @throws InvalidRequest where there is no good one
 */
export async function takeItems<T>(
  items: readonly unknown[],
  read: (item: unknown) => ReadItem<T>,
  take: (good: T[]) => Promise<void>,
  keep: (wrong: WrongItem[]) => Promise<void> = async () => {},
): Promise<Received> {
  const good: T[] = []
  const wrong: WrongItem[] = []
  const errors: FieldError[] = []
  const results = items.map((item, index): Received['results'][number] => {
    const result = read(item)
    if ('good' in result) return (good.push(result.good), 'accepted')
    wrong.push({ item, errors: result.wrong })
    errors.push(...result.wrong.map((error) => ({ index, ...error })))
    return 'rejected'
  })
  await keep(wrong)
  if (good.length === 0) throw new InvalidRequest(errors)
  await take(good)
  return { accepted: good.length, rejected: wrong.length, results, errors }
}
