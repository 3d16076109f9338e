import type { CustomerFact } from '../../domain/bank-event.ts'
import { localDateOf } from '../../domain/bank-time.ts'
import type { Transaction } from '../../domain/transaction.ts'
import { BANK_ZONE, distressedCustomer } from '../../tests/harness/distressed-customer.ts'
import { tokenOf } from '../../tests/stream/facts.ts'
import type { Bank, Told } from './bank.ts'
import { stableCustomer } from './stable-customer.ts'

export type People = { distressed: string[]; stable: string[] }

/** Tells the history of everybody before the bank's clock is set, so that it opens nothing. */
export async function tellHistories(
  bank: Bank,
  counts: { distressed: number; stable: number },
  now_ms: number,
): Promise<People> {
  const token = (index: number): string => tokenOf(1_000_000 + index)
  const distressed = Array.from({ length: counts.distressed }, (_, index) => token(index))
  const stable = Array.from({ length: counts.stable }, (_, index) => token(counts.distressed + index))
  const today = localDateOf(now_ms, BANK_ZONE)
  const told = (customer: string, facts: readonly CustomerFact[]): Told[] =>
    facts.map((fact) => ({ customer, fact }))
  await bank.tellAll([
    ...distressed.flatMap((one, index) => told(one, distressedCustomer(`d${index}`, now_ms).facts)),
    ...stable.flatMap((one, index) => told(one, stableCustomer(`s${index}`, today))),
  ])
  return { distressed, stable }
}

/** The one more withdrawal of cash after which a distressed customer is looked at. */
export const withdrawal = (id: string, at_ms: number): Transaction => ({
  kind: 'transaction',
  id,
  at: new Date(at_ms).toISOString(),
  direction: 'debit',
  amountMinor: 30_000,
  currency: 'INR',
  channel: 'atm',
  category: 'cash_out',
  balanceMinor: 20_000,
})
