import type { Due } from './dues-by-hand.ts'
import { dayOf, type Row } from './tables.ts'

export type Vector = Record<string, number | null>

const ESSENTIAL = new Set(['SIPO', 'POJISTNE', 'UVER', 'LEASING'])
const isAtm = ({ credit, operation, symbol }: Row): boolean =>
  !credit &&
  (operation === 'VYBER' || operation === 'VYBER KARTOU') &&
  !ESSENTIAL.has(symbol) &&
  !isOfBank(symbol)
const isOfBank = (symbol: string): boolean => symbol === 'SLUZBY' || symbol === 'SANKC. UROK'
const sum = (rows: Row[]): number => rows.reduce((total, { amount }) => total + amount, 0)

/** Pensions, and transfers like one of 20 to 65 days before: from the same payer, or of a similar amount if none is named. */
function incomeDays(rows: Row[]): number[] {
  const transfers = rows.filter(
    (r) => r.credit && r.operation === 'PREVOD Z UCTU' && r.symbol !== 'DUCHOD' && r.symbol !== 'UROK',
  )
  const isRegular = (row: Row, index: number): boolean =>
    transfers.slice(0, index).some((earlier) => {
      const gap = row.day - earlier.day
      if (gap < 20 || gap > 65) return false
      if (row.payer !== '') return earlier.payer === row.payer
      const difference = Math.abs(earlier.amount - row.amount)
      return difference <= 0.15 * row.amount || difference < 100
    })
  const pensions = rows.filter(({ credit, symbol }) => credit && symbol === 'DUCHOD')
  return [...transfers.filter(isRegular), ...pensions].map(({ day }) => day)
}

/** The features of one account at the end of `today`, from its rows in the order of the file. */
export function featuresByHand(rows: Row[], dues: { due: Due; paid: number }[], today: number): Vector {
  const within = (from: number, to: number): Row[] =>
    rows.filter(({ day }) => today - day >= from && today - day < to)
  const debits = (from: number, to: number): Row[] => within(from, to).filter(({ credit }) => !credit)
  const [recent, before] = [debits(0, 28), debits(28, 56)]
  const balanceOn = (day: number): number | null =>
    rows.filter((row) => row.day <= day).at(-1)?.balance ?? null
  const income = incomeDays(rows)
  const lastIncome = income.length > 0 ? Math.max(...income) : null
  const monthsWithIncome = new Set(
    income.filter((day) => day >= dayOf(1993, 11, 1)).map((day) => new Date(day * 86_400_000).getUTCMonth()),
  )
  const [now, then] = [balanceOn(today), balanceOn(today - 60)]
  const next = nextDue(dues, today)
  return {
    transactions_total: rows.length,
    transactions_90d: within(0, 90).length,
    days_since_transaction: today - Math.max(...rows.map(({ day }) => day)),
    own_gap_median_days: medianGap([...new Set(within(0, 180).map(({ day }) => day))].sort((a, b) => a - b)),
    atm_count_7d: within(0, 7).filter(isAtm).length,
    spending_change_28d:
      recent.length + before.length < 10 || sum(before) === 0 ? null : sum(recent) / sum(before) - 1,
    essential_minor_90d: sum(debits(0, 90).filter(({ symbol }) => ESSENTIAL.has(symbol))),
    all_spending_minor_90d: sum(debits(0, 90)),
    discretionary_minor_90d: null,
    income_expected: monthsWithIncome.size >= 3 ? 1 : 0,
    days_since_salary: lastIncome === null ? null : today - lastIncome,
    salary_seen_90d: lastIncome !== null && today - lastIncome < 90 ? 1 : 0,
    balance_ratio_60d: now === null || then === null || then <= 0 ? null : now / then,
    penalty_interest_90d: debits(0, 90).filter(({ symbol }) => symbol === 'SANKC. UROK').length,
    days_to_due: next === null ? null : next.day - today,
  }
}

/** Due in 3 to 35 days and not paid; of one day the largest. */
export function nextDue(dues: { due: Due; paid: number }[], today: number): Due | null {
  const open = dues.filter(
    ({ due, paid }) => due.day - today >= 3 && due.day - today <= 35 && paid < due.amount * 0.95,
  )
  return open.map(({ due }) => due).sort((a, b) => a.day - b.day || b.amount - a.amount)[0] ?? null
}

function medianGap(days: number[]): number | null {
  if (days.length < 3) return null
  const gaps = days
    .slice(1)
    .map((day, index) => day - (days[index] ?? 0))
    .sort((a, b) => a - b)
  const half = gaps.length / 2
  return gaps.length % 2 === 1
    ? (gaps[Math.floor(half)] ?? 0)
    : ((gaps[half - 1] ?? 0) + (gaps[half] ?? 0)) / 2
}
