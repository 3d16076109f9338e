import { z } from 'zod'
import { externalIdSchema } from './ids.ts'
import { amountMinorSchema, balanceMinorSchema, currencySchema } from './money.ts'

export const channels = [
  'atm',
  'card',
  'upi',
  'net_banking',
  'transfer',
  'auto_debit',
  'cash',
  'bank',
] as const
export type TransactionChannel = (typeof channels)[number]

export const creditCategories = [
  'salary',
  'pension',
  'benefit',
  'transfer_in',
  'cash_in',
  'interest',
  'refund',
  'other_credit',
] as const
export const essentialCategories = [
  'grocery',
  'household',
  'utility',
  'rent',
  'insurance',
  'instalment',
  'essential_other',
] as const
export const discretionaryCategories = [
  'dining',
  'shopping',
  'entertainment',
  'travel',
  'discretionary_other',
] as const
/** Debits that are neither: cash, transfers to others, what the bank itself charges. */
export const neutralCategories = ['cash_out', 'transfer_out', 'fee', 'penalty_interest', 'other'] as const

/**
 * Neutral groups only: what would reveal health, religion, politics or union membership is merged at the door
 * (`ingest/categories.ts`), pharmacy and hospital into `essential_other`, the rest into `other`.
 */
export const categories = [
  ...creditCategories,
  ...essentialCategories,
  ...discretionaryCategories,
  ...neutralCategories,
] as const
export type Category = (typeof categories)[number]

const essential: ReadonlySet<string> = new Set(essentialCategories)
const discretionary: ReadonlySet<string> = new Set(discretionaryCategories)
const income: ReadonlySet<string> = new Set(['salary', 'pension', 'benefit'])
export const isEssential = (category: Category): boolean => essential.has(category)
export const isDiscretionary = (category: Category): boolean => discretionary.has(category)
/** Regular income: salary, pension and benefits count alike (spec §1). */
export const isIncome = (category: Category): boolean => income.has(category)

/** Money that moved, or a debit that the bank tried and failed. No narration and no counterparty name, ever. */
export const transactionSchema = z.strictObject({
  kind: z.literal('transaction'),
  id: externalIdSchema,
  at: z.iso.datetime(),
  direction: z.enum(['credit', 'debit']),
  amountMinor: amountMinorSchema,
  currency: currencySchema,
  channel: z.enum(channels),
  category: z.enum(categories),
  /** After this transaction. */
  balanceMinor: balanceMinorSchema.optional(),
  /** `failed`: an auto-debit that was returned; no money moved. */
  status: z.enum(['posted', 'failed']).optional(),
  /** The id of the transaction that this one gives back, whole or in part: a refund, a returned payment. */
  reverses: externalIdSchema.optional(),
  /** `essential-only`: the source names no discretionary categories, so discretionary is not assessable. */
  taxonomy: z.literal('essential-only').optional(),
})
export type Transaction = z.infer<typeof transactionSchema>
