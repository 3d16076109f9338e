import { z } from 'zod'

export const AMOUNT_MINOR_MAX = 10 ** 15

/** Integer minor units (paise, haléř, cents). Never a float. */
export const amountMinorSchema = z.int().min(0).max(AMOUNT_MINOR_MAX)
export const balanceMinorSchema = z.int().min(-AMOUNT_MINOR_MAX).max(AMOUNT_MINOR_MAX)
/** ISO 4217 code. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as INR')

/** Decimal text ("1234.5") to minor units of a two-decimal currency; null where the text is no amount. */
export function minorFromDecimal(text: string): number | null {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) return null
  const minor = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0') || 0)
  return match[1] === '-' ? -minor : minor
}
