import type { Episode } from './episodes.ts'
import type { Traits } from './traits.ts'

/** How an episode bends everyday life: factors on what is usual, and payments that are not usual at all. */
export type Bend = {
  essential: number
  discretionary: number
  withdrawals: number
  /** Unforeseen bills. */
  bills_a_day: number
  /** Repayments to other lenders. */
  debts_a_day: number
  /** Planning for the instalments ahead. */
  plans: number
}

const USUAL: Bend = {
  essential: 1,
  discretionary: 1,
  withdrawals: 1,
  bills_a_day: 0,
  debts_a_day: 0,
  plans: 1,
}

type Bending = (pressure: number, traits: Traits) => Partial<Bend>

/** Who is short of money cuts what can be cut, as far as that customer ever does, and lives on cash from the machine. */
const short: Bending = (pressure, { thrift, drawsCash }) => ({
  discretionary: 1 - pressure * Math.min(1, 1.25 * thrift),
  withdrawals: 1 + 13 * pressure * drawsCash,
  debts_a_day: 0.02 * pressure,
})

const bendings: Record<Episode['kind'], Bending> = {
  job_loss: (pressure, traits) => ({ ...short(pressure, traits), essential: 1 - 0.25 * pressure }),
  late_pay: short,
  expense_shock: (pressure, traits) => ({ ...short(pressure, traits), bills_a_day: 0.16 * pressure }),
  overspending: (pressure) => ({
    essential: 1 - 0.3 * pressure,
    discretionary: 1 + 4.5 * pressure,
    plans: 1 - pressure,
  }),
  debt_spiral: (pressure, { thrift }) => ({
    discretionary: 1 - 0.6 * pressure * thrift,
    debts_a_day: 0.18 * pressure,
  }),
  look_alike_late_pay: () => ({}),
  look_alike_cash: (pressure) => ({ withdrawals: 1 + 4 * pressure }),
  look_alike_quiet: (pressure) => ({
    essential: 1 - 0.75 * pressure,
    discretionary: 1 - 0.75 * pressure,
    withdrawals: 1 - 0.75 * pressure,
  }),
  look_alike_saving: (pressure) => ({ discretionary: 1 - pressure }),
  look_alike_festival: (pressure) => ({ discretionary: 1 + 2.2 * pressure, withdrawals: 1 + pressure }),
}

export const bendOf = (kind: Episode['kind'] | null, pressure: number, traits: Traits): Bend => ({
  ...USUAL,
  ...(kind === null ? {} : bendings[kind](pressure, traits)),
})
