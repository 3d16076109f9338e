import { writeFile } from 'node:fs/promises'
import { dateOfDay } from '../../domain/calendar.ts'
import { isDistress } from './episodes.ts'
import { createLife, ORIGIN_DAY } from './life.ts'

/**
 * Writes what the pretend bank alone knows: a line a customer's episode, or one with empty dates for who has none. It
 * serves to measure how hard the bank is to see through; nothing learns from it.
 */
export async function exportTruth(file: string, of: { seed: string; customers: number }): Promise<void> {
  const lines = Array.from({ length: of.customers }, (_, index) => {
    const { traits, episodes } = createLife(of.seed, index)
    if (episodes.length === 0) return [`${traits.bankId},,,`]
    return episodes.map(({ kind, from, until }) =>
      [
        traits.bankId,
        isDistress(kind) ? 'distress' : 'look-alike',
        dateOfDay(ORIGIN_DAY + from),
        dateOfDay(ORIGIN_DAY + until),
      ].join(),
    )
  }).flat()
  await writeFile(file, `${['customer,kind,from,until', ...lines].join('\n')}\n`)
}
