import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import type { CustomerFact } from '../../domain/bank-event.ts'
import { createLife, ORIGIN_DAY } from './life.ts'

/** The columns of the format `canonical` (docs/formats.md). */
const columns = [
  'kind', 'customer', 'id', 'at', 'direction', 'amount', 'currency', 'channel', 'category', 'balance', 'status', 'version',
  'product', 'productId', 'dueDate', 'outstanding', 'limit', 'obligationId', 'monthlyIncome', 'expectedSalaryDay', 'birthYear',
  'region', 'employment', 'language', 'zone', 'of', 'reverses',
] as const // prettier-ignore
type Row = Partial<Record<(typeof columns)[number], string | number | undefined>>

const decimal = (minor: number | undefined): string | undefined =>
  minor === undefined ? undefined : (minor / 100).toFixed(2)

/** Writes `days` days of `customers` lives as one canonical CSV file, in time order by day. */
export async function exportHistory(
  file: string,
  options: { seed: string; customers: number; days: number },
): Promise<number> {
  const lives = Array.from({ length: options.customers }, (_, index) => createLife(options.seed, index))
  const out = createWriteStream(file)
  out.write(`${columns.join(',')}\n`)
  let rows = 0
  for (let day = 0; day < options.days; day++) {
    for (const life of lives) {
      for (const fact of life.liveDay(ORIGIN_DAY + day)) {
        const row: Row = {
          ...rowOf(fact),
          kind: fact.kind,
          customer: life.traits.bankId,
          id: fact.id,
          at: fact.at,
        }
        if (!out.write(`${columns.map((column) => row[column] ?? '').join(',')}\n`)) await once(out, 'drain')
        rows++
      }
    }
  }
  out.end()
  await once(out, 'finish')
  return rows
}

function rowOf(fact: CustomerFact): Row {
  switch (fact.kind) {
    case 'transaction':
      return { ...fact, amount: decimal(fact.amountMinor), balance: decimal(fact.balanceMinor) } as Row
    case 'settlement':
      return { obligationId: fact.obligationId, status: fact.status, amount: decimal(fact.amountMinor) }
    case 'obligation':
      return {
        ...fact,
        amount: decimal(fact.amountMinor),
        outstanding: decimal(fact.outstandingMinor),
        limit: decimal(fact.limitMinor),
      } as Row
    case 'reversal':
      return { of: fact.of, reverses: fact.reverses }
    case 'erased':
      return {}
    case 'customer':
      return { ...fact, monthlyIncome: decimal(fact.monthlyIncomeMinor) } as Row
  }
}
