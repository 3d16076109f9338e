import { z } from 'zod'
import { localDateSchema } from './calendar.ts'
import { customerSchema } from './customer.ts'
import { erasedSchema } from './erasure.ts'
import { tokenSchema } from './ids.ts'
import { obligationSchema, settlementSchema } from './obligation.ts'
import { reversalSchema } from './reversal.ts'
import { transactionSchema } from './transaction.ts'

/** One a partition a bank day: the owner re-evaluates its customers, so that silence is seen too. Its key is null. */
export const tickSchema = z.strictObject({
  kind: z.literal('tick'),
  id: z.string().regex(/^tick:\d{4}-\d{2}-\d{2}$/),
  /** Bank time. */
  at: z.iso.datetime(),
  date: localDateSchema,
})
export type Tick = z.infer<typeof tickSchema>

/** A bank fact about one customer. */
export const customerFactSchema = z.discriminatedUnion('kind', [
  transactionSchema,
  obligationSchema,
  settlementSchema,
  reversalSchema,
  customerSchema,
  erasedSchema,
])
export type CustomerFact = z.infer<typeof customerFactSchema>

/** The value of every record on the topic `bank-events`. */
export const bankEventSchema = z.discriminatedUnion('kind', [
  transactionSchema,
  obligationSchema,
  settlementSchema,
  reversalSchema,
  customerSchema,
  erasedSchema,
  tickSchema,
])
export type BankEvent = z.infer<typeof bankEventSchema>

/** A fact with the customer it is about: the Kafka key and value. */
export const keyedFactSchema = z.strictObject({ customer: tokenSchema, fact: customerFactSchema })
export type KeyedFact = z.infer<typeof keyedFactSchema>

/** Late: older than this against the customer's own newest event. Event ids are kept as long. */
export const LATE_HORIZON_DAYS = 7
/** Future: newer than the broker's time, mapped to bank time, by more than this. */
export const FUTURE_MAX_DAYS = 1
/** Older than bank time by more than this is history: folded, never evaluated. */
export const HISTORY_AFTER_DAYS = 2
