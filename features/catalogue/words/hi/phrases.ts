import type { DueObligation } from '../../../../domain/evaluation.ts'
import type { Unit } from '../../feature.ts'
import { dateInWords, money, percent, rounded } from '../numbers.ts'
import type { Phrases } from '../wording.ts'

const months = [
  ...['जनवरी', 'फ़रवरी', 'मार्च', 'अप्रैल', 'मई', 'जून', 'जुलाई'],
  ...['अगस्त', 'सितंबर', 'अक्टूबर', 'नवंबर', 'दिसंबर'],
]

/** `1 दिन`, `9 दिन`: the noun does not change. */
export const days = (value: number): string => `${rounded(value)} दिन`

/** `12 % अधिक`, `40 % कम` or `उतना ही`, of a relative change. */
export const change = (share: number): string =>
  rounded(share * 100, 0) === '0' ? 'उतना ही' : `${percent(Math.abs(share))} ${share > 0 ? 'अधिक' : 'कम'}`

/** `0.4 गुना`. */
export const times = (value: number): string => `${rounded(value, 2)} गुना`

/** `आय की 40 % है` or `आय के 40 % जितनी शून्य से नीचे है`; `what` stands before का. */
export const isPartOf = (value: number, what: string, verb = 'है'): string =>
  value < 0 ? `${what} के ${percent(-value)} जितनी शून्य से नीचे ${verb}` : `${what} की ${percent(value)} ${verb}`

/** `2 तारीख`. */
export const monthDay = (day: number): string => `${day} तारीख`

/** `₹5,000 के अगले भुगतान (देय तिथि 12 मार्च 2026)`, before a word such as का. */
export const nextPayment = (due: DueObligation | null): string =>
  due === null
    ? 'अगले भुगतान'
    : `${money(due.amountMinor, due.currency)} के अगले भुगतान (देय तिथि ${dateInWords(due.dueDate, months)})`

const nouns: Readonly<Partial<Record<Unit, string>>> = {
  days: 'दिन',
  months: 'महीने',
  transactions: 'लेन-देन',
  withdrawals: 'निकासी',
  postings: 'प्रविष्टियाँ',
  debits: 'डेबिट',
}

export const phrases: Phrases = {
  protective: (fact) => `${fact} (समय पर भुगतान के पक्ष में)`,
  inUnit: (value, unit, currency) => {
    switch (unit) {
      case 'yes or no':
        return value === 1 ? 'हाँ' : 'नहीं'
      case 'minor units':
        return money(value, currency)
      case 'share':
        return percent(value)
      case 'relative change':
        return change(value)
      case 'difference of shares':
        return `${rounded(value * 100, 0)} प्रतिशत अंक`
      case 'day of the month':
        return monthDay(value)
      case 'ratio':
        return times(value)
      case 'bits':
        return `1 में से ${rounded(value, 2)}`
      default:
        return `${rounded(value)} ${nouns[unit] ?? ''}`.trimEnd()
    }
  },
  statement: (factor, value, raises) =>
    `${factor}: ${value ?? 'ज्ञात नहीं'}। इससे अगला भुगतान समय पर न होने की अनुमानित संभावना ${raises ? 'बढ़ी' : 'घटी'}।`,
}
