import type { CustomerState, Day } from '../state/shape.ts'

/**
 * The currency that money is counted in: that of the master data, else that of most transactions (of as many, the
 * first by its code), else that of the obligations; null where nothing tells. Amounts are never converted: no rate
 * is a bank event.
 */
export function mainCurrency(state: CustomerState, days: readonly Day[], asOfDay: number): string | null {
  if (state.master?.currency) return state.master.currency
  const [first] = days
  if (!first) return state.obligations.find(({ terms }) => terms !== null)?.terms?.currency ?? null
  if (days.every(({ currency }) => currency === first.currency)) return first.currency
  const counts = new Map<string, number>()
  for (const { day, currency, transactions } of days)
    if (day <= asOfDay) counts.set(currency, (counts.get(currency) ?? 0) + transactions)
  let main: string | null = null
  for (const [currency, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (main === null || count > (counts.get(main) ?? 0)) main = currency
  return main
}
