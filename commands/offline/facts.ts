import type { CustomerFact } from '../../domain/bank-event.ts'
import { isBadRow, openInput, type InputFile } from '../../ingest/formats.ts'
import type { Faults } from './faults.ts'

/** A fact with its instant, read once. */
export interface TimedFact {
  at_ms: number
  fact: CustomerFact
}

/**
 * All facts of a file by the bank's own customer id, each customer's in order of time (of one instant: of the file),
 * with the newest instant of what happened. Held in memory: the offline commands look at a file as a whole.
 */
export async function readFacts(
  input: InputFile,
  faults: Faults,
): Promise<{ byCustomer: Map<string, TimedFact[]>; newest_ms: number }> {
  const byCustomer = new Map<string, TimedFact[]>()
  let newest_ms = -Infinity
  for await (const row of await openInput(input)) {
    if (isBadRow(row)) {
      faults.add(row)
      continue
    }
    const timed = { at_ms: Date.parse(row.fact.at), fact: row.fact }
    if (hasHappened(row.fact)) newest_ms = Math.max(newest_ms, timed.at_ms)
    const known = byCustomer.get(row.customerId)
    if (known) known.push(timed)
    else byCustomer.set(row.customerId, [timed])
  }
  for (const facts of byCustomer.values()) facts.sort((a, b) => a.at_ms - b.at_ms)
  return { byCustomer, newest_ms }
}

const hasHappened = ({ kind }: CustomerFact): boolean =>
  kind === 'transaction' || kind === 'settlement' || kind === 'reversal'
