import type { Received } from '../contract/doors.ts'
import type { FieldError } from '../contract/problem.ts'
import { InvalidRequest } from '../http/problem.ts'

/** An item of a batch as it was read: good, or what is wrong with it. */
export type ReadItem<T> = { good: T } | { wrong: FieldError[] }

/**
 * Takes the good items of a batch and names each bad one by index and field, so that one bad item does not turn the
 * rest away. @throws InvalidRequest where there is no good one
 */
export async function takeItems<T>(
  items: readonly unknown[],
  read: (item: unknown) => ReadItem<T>,
  take: (good: T[]) => Promise<void>,
): Promise<Received> {
  const good: T[] = []
  const errors: FieldError[] = []
  items.forEach((item, index) => {
    const result = read(item)
    if ('good' in result) good.push(result.good)
    else errors.push(...result.wrong.map((error) => ({ index, ...error })))
  })
  if (good.length === 0) throw new InvalidRequest(errors)
  await take(good)
  return { accepted: good.length, rejected: items.length - good.length, errors }
}
