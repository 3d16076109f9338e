import type { Product, Settlement } from '../../domain/obligation.ts'

/** Day buckets kept, counted back from the customer's newest day: six calendar months and a little. */
export const DAYS_KEPT = 190
export const OBLIGATIONS_MAX = 128
export const SETTLEMENTS_MAX = 32

/** A transaction as long as it may still be undone: what `state/traits.ts` packs, and its amount. */
export interface Entry {
  hash: number
  traits: number
  amountMinor: number
}

/** What debits of a category add up to; `category` is its place in `categories`. */
export interface CategorySum {
  category: number
  amountMinor: number
}

/**
 * What happened on one day in the bank's zone in one currency; money in minor units. `closeAt_ms` and `closeId` order
 * the day's balances while the day is open (an event may still arrive); afterwards they are 0 and empty.
 */
export interface Day {
  day: number
  currency: string
  /** Posted transactions; a failed debit is none. */
  transactions: number
  debits: number
  /** In order of category; none is 0. */
  spent: CategorySum[]
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
  /** In order of hash; none once nothing of the day can be undone any more. */
  entries: Entry[]
}

/** Where a bucket stands among the others. */
export interface Place {
  day: number
  currency: string
}

/**
 * Buckets of which nothing can change any more, oldest first, as bytes (`state/past.ts`): a life is nearly all past,
 * and as bytes it takes a tenth of the memory and nothing to store. The bytes are the characters of a string, which
 * lives among the other objects: thousands of small buffers outside of them cost more than what they hold.
 */
export interface Past {
  /** Of the bucket before the first: the newest that is no longer kept. */
  before: Place
  last: Place
  /** Of the first bucket; Infinity where there is none. */
  firstDay: number
  bytes: string
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
  /** Of its event's id; 0 once it cannot be undone any more. */
  hash: number
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
  currency: string | null
  expectedSalaryDay: number | null
}

/**
 * A word that another event is undone, kept while either can still arrive. `by` is the hash of the refund that says
 * so; 0 for a plain reversal, which undoes the whole.
 */
export interface Undoing {
  day: number
  target: number
  by: number
}

/** Hashes of the event ids of one open day, ascending; those of transactions stand in their entries. */
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
  /** Of what happened; 0 before the first. */
  newest_ms: number
  newestDay: number
  /** Of the days that are no longer kept. */
  olderTransactionDay: number
  olderIncomeDay: number
  lastTickDay: number
  /** Broker's bank time at which the customer was erased; 0: was not. All else is empty then, but the version. */
  erased_ms: number
  past: Past
  /** Behind the past, in order of day and currency. */
  days: Day[]
  /** Of all their entries, ascending: nearly every id is new, and this says so at a glance. */
  entryHashes: number[]
  seen: SeenDay[]
  /** In order of day, target, by. */
  undoings: Undoing[]
  /** In order of id. */
  obligations: KnownObligation[]
  /** The first newest day that makes something of the obligations obsolete; follows from them. */
  tidyDay: number
  master: Master | null
}

/** No day yet. */
export const NEVER = -1

const NO_PLACE: Place = { day: NEVER, currency: '' }

export const emptyState = (): CustomerState => ({
  version: 0,
  transactionsTotal: 0,
  newest_ms: 0,
  newestDay: NEVER,
  olderTransactionDay: NEVER,
  olderIncomeDay: NEVER,
  lastTickDay: NEVER,
  erased_ms: 0,
  past: { before: NO_PLACE, last: NO_PLACE, firstDay: Infinity, bytes: '' },
  days: [],
  entryHashes: [],
  seen: [],
  undoings: [],
  obligations: [],
  tidyDay: Infinity,
  master: null,
})

export const emptyDay = (day: number, currency: string): Day => ({
  day,
  currency,
  transactions: 0,
  debits: 0,
  spent: [],
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
  entries: [],
})
