import type { CustomerHistory } from '../../api/contract.ts'
import type { Series } from './charts.ts'
import { t } from './language.ts'
import { dayAndMonth, exactDate } from './times.ts'

type Day = CustomerHistory['days'][number]
const DAY_MS = 86_400_000
const MONTH_DAYS = 28
const MONTHS_SHOWN = 6
const MARKS_MAX = 12
/** A day's closing below this share of the median closing is a low mark. */
const LOW_SHARE = 0.1

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** One point a calendar day: a balance stands until the next one, income and dues fall on their day. */
export function moneyLines({ days, obligations }: CustomerHistory): { dates: string[]; series: Series[] } {
  const first = days[0]
  const last = days.at(-1)
  if (!first || !last) return { dates: [], series: [] }
  const byDate = new Map(days.map((day) => [day.date, day]))
  const dates = Array.from({ length: dayOf(last.date) - dayOf(first.date) + 1 }, (_, i) =>
    dateOf(dayOf(first.date) + i),
  )
  let close: number | null = null
  const balance = dates.map((date) => (close = byDate.get(date)?.closeMinor ?? close))
  const due = new Map<string, number>()
  for (const { dueDate, amountMinor } of obligations) due.set(dueDate, (due.get(dueDate) ?? 0) + amountMinor)
  return {
    dates,
    series: [
      { key: 'balance', label: t('Balance'), tone: 'plain', values: balance },
      {
        key: 'income',
        label: t('Income'),
        tone: 'low',
        values: dates.map((date) => byDate.get(date)?.incomeMinor ?? 0),
      },
      { key: 'due', label: t('Due'), tone: 'high', values: dates.map((date) => due.get(date) ?? 0) },
    ],
  }
}

export type Month = {
  name: string
  incomeMinor: number
  debitMinor: number
  essentialShare: number
  discretionaryShare: number
  cashShare: number
}

/** Spans of 28 days, the newest first, with the share of what the money went on. */
export function monthsOf({ days }: CustomerHistory): Month[] {
  const last = days.at(-1)
  if (!last) return []
  return Array.from({ length: MONTHS_SHOWN }, (_, back) => {
    const end = dayOf(last.date) - back * MONTH_DAYS
    const within = days.filter(({ date }) => dayOf(date) <= end && dayOf(date) > end - MONTH_DAYS)
    return { end, within }
  })
    .filter(({ within }) => within.length > 0)
    .map(({ end, within }) => monthOf(dateOf(end), within))
}

function monthOf(date: string, days: readonly Day[]): Month {
  const sum = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0)
  const debitMinor = sum((day) => day.debitMinor)
  const share = (part: number) => (debitMinor === 0 ? 0 : part / debitMinor)
  return {
    name: exactDate(date),
    incomeMinor: sum((day) => day.incomeMinor),
    debitMinor,
    essentialShare: share(sum((day) => day.essentialMinor)),
    discretionaryShare: share(sum((day) => day.discretionaryMinor)),
    cashShare: share(sum((day) => day.cashMinor)),
  }
}

/** What a worker should see in the line at once: returned debits, dues not paid in full, days of almost no balance. */
export function distressOf(history: CustomerHistory): { date: string; text: string }[] {
  const today = history.days.at(-1)?.date ?? ''
  const marks = [
    ...history.days
      .filter((day) => day.failedDebits > 0)
      .map(({ date }) => ({ date, text: t('a debit was returned') })),
    ...history.obligations
      .filter((due) => due.dueDate < today && isUnpaid(due))
      .map(({ dueDate }) => ({ date: dueDate, text: t('not paid in time') })),
    ...lowDays(history.days).map((date) => ({ date, text: t('almost no balance') })),
  ]
  return marks.sort((a, b) => b.date.localeCompare(a.date)).slice(0, MARKS_MAX)
}

export type Sign = { text: string; days: { date: string; day: string }[] }

/** The same marks by what they say, the newest first, so that what comes again each month is one line. */
export function signsOf(marks: readonly { date: string; text: string }[]): Sign[] {
  const signs = new Map<string, Sign>()
  for (const { date, text } of marks) {
    const sign = signs.get(text) ?? { text, days: [] }
    sign.days.push({ date, day: dayAndMonth(date) })
    signs.set(text, sign)
  }
  return [...signs.values()]
}

const isUnpaid = ({ dueDate, amountMinor, settlements }: CustomerHistory['obligations'][number]): boolean =>
  settlements.filter((it) => it.date <= dueDate).reduce((sum, it) => sum + it.amountMinor, 0) <
    amountMinor * 0.95 &&
  !settlements.some((it) => ['deferred', 'restructured', 'closed'].includes(it.status))

/** The first day of each stretch. */
function lowDays(days: readonly Day[]): string[] {
  const closes = days
    .flatMap(({ closeMinor }) => (closeMinor === null ? [] : [closeMinor]))
    .sort((a, b) => a - b)
  const low = (closes[Math.floor(closes.length / 2)] ?? 0) * LOW_SHARE
  let wasLow = false
  return days.flatMap(({ date, closeMinor }) => {
    if (closeMinor === null) return []
    const isLow = closeMinor < low
    const begins = isLow && !wasLow
    wasLow = isLow
    return begins ? [date] : []
  })
}
