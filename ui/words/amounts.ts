import { locale } from './language.ts'

const formats = new Map<string, Intl.NumberFormat>()

function moneyFormat(currency: string): Intl.NumberFormat {
  let format = formats.get(currency)
  if (!format) {
    const grouping = currency === 'INR' ? 'en-IN' : 'en-GB'
    format = new Intl.NumberFormat(grouping, { style: 'currency', currency, maximumFractionDigits: 0 })
    formats.set(currency, format)
  }
  return format
}

/** Minor units to text, whole units: "₹12,400". */
export const money = (amountMinor: number, currency: string): string =>
  moneyFormat(currency).format(amountMinor / 100)

/** 0.384 → "38 %", with a space that does not break. */
export const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`.replace('-', '−')

/** 0.0384 → "3.8 %", where whole ones would tell no two apart. */
export const finePercent = (share: number): string => `${fixed(share * 100, 1)}\u00a0%`

/** Scorecard points, one decimal (spec §3). */
export const points = (value: number): string => value.toFixed(1)

/** A contribution in log-odds with its sign: "+0.61", "−0.31". */
export const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`

/** A whole number with its thousands: "12,400". */
export const count = (value: number): string => value.toLocaleString(locale())

/** A number with so many decimals, with a true minus. */
export const fixed = (value: number, decimals: number): string => value.toFixed(decimals).replace('-', '−')
