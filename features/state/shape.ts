import type { Product, Settlement } from '../../domain/obligation.ts'

/** Day buckets kept, counted back from the customer's newest day: six calendar months and a little. */
export const DAYS_KEPT = 190
export const OBLIGATIONS_MAX = 128
export const SETTLEMENTS_MAX = 32

/**
 * What happened on one day in the bank's zone; money in minor units. `closeAt_ms` and `closeId` order the day's
 * balances while the day is open (an event may still arrive); afterwards they are 0 and empty.
 */
export interface Day {
  day: number
  /** Posted transactions; a failed debit is none. */
  transactions: number
  debits: number
  debitMinor: number
  essentialMinor: number
  discretionaryMinor: number
  cashMinor: number
  transferMinor: number
  creditMinor: number
  incomeCount: number
  incomeMinor: number
  atmCount: number
  atmMinor: number
  failedDebits: number
  penalties: number
  /** The source names no discretionary categories. */
  essentialOnly: boolean
  closeMinor: number | null
  minMinor: number | null
  closeAt_ms: number
  closeId: string
}

/** The winning version of an obligation. */
export interface Terms {
  version: number
  at_ms: number
  product: Product
  productId: string
  dueDay: number
  amountMinor: number
  currency: string
  outstandingMinor: number | null
  limitMinor: number | null
}

export interface DaySettlement {
  day: number
  status: Settlement['status']
  amountMinor: number
}

/** `terms` is null while only a settlement has arrived. */
export interface KnownObligation {
  id: string
  terms: Terms | null
  /** In order of day, status, amount. */
  settlements: DaySettlement[]
}

/** The master data that features may see: never birth year or region. */
export interface Master {
  version: number
  at_ms: number
  monthlyIncomeMinor: number | null
  expectedSalaryDay: number | null
}

/** Hashes of the event ids of one open day, ascending. */
export interface SeenDay {
  day: number
  hashes: number[]
}

/** Everything that features know about one customer. Bounded; equal for any arrival order within the horizon. */
export interface CustomerState {
  /** Events folded + ticks. */
  version: number
  /** Posted transactions ever. */
  transactionsTotal: number
  /** Of transactions and settlements; 0 before the first. */
  newest_ms: number
  newestDay: number
  lastTransactionDay: number
  lastIncomeDay: number
  lastTickDay: number
  /** Ascending. */
  days: Day[]
  seen: SeenDay[]
  /** In order of id. */
  obligations: KnownObligation[]
  master: Master | null
}

/** No day yet. */
export const NEVER = -1

export const emptyState = (): CustomerState => ({
  version: 0,
  transactionsTotal: 0,
  newest_ms: 0,
  newestDay: NEVER,
  lastTransactionDay: NEVER,
  lastIncomeDay: NEVER,
  lastTickDay: NEVER,
  days: [],
  seen: [],
  obligations: [],
  master: null,
})

export const emptyDay = (day: number): Day => ({
  day,
  transactions: 0,
  debits: 0,
  debitMinor: 0,
  essentialMinor: 0,
  discretionaryMinor: 0,
  cashMinor: 0,
  transferMinor: 0,
  creditMinor: 0,
  incomeCount: 0,
  incomeMinor: 0,
  atmCount: 0,
  atmMinor: 0,
  failedDebits: 0,
  penalties: 0,
  essentialOnly: false,
  closeMinor: null,
  minMinor: null,
  closeAt_ms: 0,
  closeId: '',
})
