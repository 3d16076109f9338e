import type { Vector } from './features-by-hand.ts'

/** The scorecard as the specification's table says it; this bank names no discretionary spending. */
export function scorecardByHand(f: Vector): number {
  const transactions = f['transactions_90d'] ?? 0
  const salarySeen = f['salary_seen_90d'] === 1
  const points = salaryGap(f, transactions, salarySeen) + cash(f['atm_count_7d'] ?? 0) + fall(f) + silence(f)
  return points < 2 ? points : points + persona(f, transactions, salarySeen)
}

function salaryGap(f: Vector, transactions: number, salarySeen: boolean): number {
  if (f['income_expected'] !== 1) return 0
  if (!salarySeen) return transactions >= 15 ? 3 : transactions >= 8 ? 2 : transactions >= 4 ? 1 : 0
  const since = f['days_since_salary'] ?? 0
  return since > 45 ? 2 : since > 30 ? 1 : 0
}

const cash = (count: number): number => (count >= 12 ? 2 : count >= 6 ? 1.5 : count >= 4 ? 1 : 0)

function fall(f: Vector): number {
  const change = f['spending_change_28d'] ?? 0
  return change < -0.6 ? 2 : change < -0.35 ? 1 : 0
}

function silence(f: Vector): number {
  const gap = f['own_gap_median_days']
  return gap != null && (f['days_since_transaction'] ?? 0) >= Math.max(10, 3 * gap) ? 1 : 0
}

function persona(f: Vector, transactions: number, salarySeen: boolean): number {
  if (salarySeen) return 0
  const noIncome = f['days_since_salary'] == null || f['days_since_salary'] >= 35
  if (f['income_expected'] === 1 && noIncome && transactions >= 10) return 1
  const ratio = f['balance_ratio_60d']
  return transactions < 10 && ratio != null && ratio < 0.6 ? 0.5 : 0
}

/** The level by the default policy; `probability` is the model's, null where none was made. */
export function levelByHand(transactionsTotal: number, points: number, probability: number | null): string {
  if (transactionsTotal < 3) return 'INSUFFICIENT_HISTORY'
  if (probability === null) return points >= 5 ? 'HIGH' : points >= 3 ? 'MEDIUM' : 'LOW'
  if (probability >= 0.4 || (points >= 5 && probability >= 0.15)) return 'HIGH'
  return probability >= 0.2 || (points >= 3 && probability >= 0.08) || points >= 5 ? 'MEDIUM' : 'LOW'
}
