// Written by hand, not by Intl: a sentence is part of the evidence, whose bytes may not hang on an ICU version.

/** At most so many decimals, none that is zero: `0.4`, `9`. */
export function rounded(value: number, decimals = 1): string {
  const scale = 10 ** decimals
  // `+ 0` makes −0 a 0.
  return String(Math.round(value * scale) / scale + 0).replace('-', '−')
}

/** `40 %` of a share. */
export const percent = (share: number): string => `${rounded(share * 100, 0)} %`

/** `2026-03-12` in the order day, month, year; `months` are the language's twelve. */
export function dateInWords(date: string, months: readonly string[]): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`
}

const signs: Readonly<Record<string, string>> = { INR: '₹', EUR: '€', GBP: '£', USD: '$' }

/** `₹1,23,456` or `€1,234.50`: rupees in lakhs and crores, the rest in thousands; the code where there is no sign. */
export function money(amountMinor: number, currency: string | null): string {
  const minor = Math.abs(Math.round(amountMinor))
  const whole = grouped(String(Math.floor(minor / 100)), currency === 'INR' ? 2 : 3)
  const cents = minor % 100 === 0 ? '' : `.${String(minor % 100).padStart(2, '0')}`
  const sign = currency === null ? '' : (signs[currency] ?? `${currency} `)
  return `${amountMinor < 0 ? '−' : ''}${sign}${whole}${cents}`
}

/** Three digits at the end, before them groups of `size`. */
function grouped(digits: string, size: 2 | 3): string {
  const tail = digits.slice(-3)
  let rest = digits.slice(0, -3)
  const groups: string[] = []
  for (; rest.length > size; rest = rest.slice(0, -size)) groups.unshift(rest.slice(-size))
  return [...(rest ? [rest] : []), ...groups, tail].join(',')
}
