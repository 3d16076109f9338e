import { instantAt } from '../../domain/bank-time.ts'
import type { CustomerFact } from '../../domain/bank-event.ts'
import { dateOfDay } from '../../domain/calendar.ts'
import { announcedOn, duesOn, RETRY_AFTER_DAYS, type Due } from './dues.ts'
import { episodesOf, isDistress, pressureOn, type Episode } from './episodes.ts'
import { helpOn, incomeOn } from './income.ts'
import { randomOf, type Random } from './random.ts'
import { wishesOf, type Wish } from './spending.ts'
import { traitsOf, type Traits } from './traits.ts'

export const BANK_ZONE = 'Asia/Kolkata'
/** A Monday. History starts here, so that a run repeats whatever the wall clock says. */
export const ORIGIN_DATE = '2025-05-05'
export const ORIGIN_DAY = Math.round(Date.parse(`${ORIGIN_DATE}T00:00:00Z`) / 86_400_000)
const LIFE_DAYS_MAX = 2_000
const AUTO_DEBIT_MINUTE = 6 * 60
const SALARY_MINUTE = 7 * 60 + 30
const HELP_MINUTE = 7 * 60 + 45
const MASTER_MINUTE = 60
/** Share of distressed customers at full strength who let an instalment slide although the money is there. */
const PUTS_OFF_IN_DISTRESS = 0.22
const KEPT_WITHIN_REACH = 0.4

/** One customer's life, lived a day at a time in order; a pure function of seed and index. */
export type Life = { traits: Traits; episodes: readonly Episode[]; liveDay: (day: number) => CustomerFact[] }

type Standing = { balanceMinor: number; savingsMinor: number; unpaid: { due: Due; failedOn: number }[] }

export function createLife(seed: string, index: number): Life {
  const traits = traitsOf(seed, index)
  const episodes = episodesOf(seed, traits, LIFE_DAYS_MAX)
  const standing: Standing = {
    balanceMinor: Math.round(traits.monthlyIncomeMinor * 0.45),
    savingsMinor: Math.round(traits.monthlyIncomeMinor * traits.buffer_months),
    unpaid: [],
  }
  return { traits, episodes, liveDay: (day) => liveDay(seed, traits, episodes, standing, day) }
}

function liveDay(
  seed: string,
  traits: Traits,
  episodes: readonly Episode[],
  standing: Standing,
  day: number,
): CustomerFact[] {
  const random = randomOf(seed, 'day', traits.index, day)
  const ledger = createLedger(traits, standing, day)
  const first = day === ORIGIN_DAY
  if (first) ledger.master()
  for (const due of announcedOn(traits, day)) ledger.announce(due)
  if (first)
    for (let ahead = 1; ahead < 40; ahead++)
      for (const due of duesOn(traits, day + ahead)) ledger.announce(due)
  const mood = pressureOn(episodes, day - ORIGIN_DAY)
  const refusal = traits.forgetfulness + (isDistress(mood.kind) ? PUTS_OFF_IN_DISTRESS * mood.pressure : 0)
  settleDues(duesOn(traits, day), refusal, random, standing, ledger, day)
  const income = incomeOn(seed, traits, episodes, day, ORIGIN_DAY)
  if (income !== null)
    ledger.credit(SALARY_MINUTE, income, traits.employment === 'pensioner' ? 'pension' : 'salary')
  const help = helpOn(traits, random, mood)
  if (help !== null && help > 0) ledger.credit(HELP_MINUTE, help, 'transfer_in')
  const wishes = wishesOf(traits, random, mood).toSorted((a, b) => a.minute - b.minute)
  for (const wish of wishes) spend(traits, standing, ledger, wish)
  keepBuffer(traits, random, standing, ledger)
  return ledger.facts
}

/** Auto-debits of the day and the retries of older ones; what cannot be paid stays unpaid. */
function settleDues(
  dues: Due[],
  refusal: number,
  random: Random,
  standing: Standing,
  ledger: Ledger,
  day: number,
): void {
  for (const due of dues) {
    const forgotten = random.chance(refusal)
    if (!forgotten) drawOnSavings(standing, ledger, due.amountMinor, random)
    if (!forgotten && standing.balanceMinor >= due.amountMinor) ledger.pay(due)
    else {
      ledger.failDebit(due)
      standing.unpaid.push({ due, failedOn: day })
    }
  }
  standing.unpaid = standing.unpaid.filter(({ due, failedOn }) => {
    const after_days = day - failedOn
    if (!RETRY_AFTER_DAYS.some((retry) => retry === after_days)) return after_days < 30
    drawOnSavings(standing, ledger, due.amountMinor, random)
    if (standing.balanceMinor < due.amountMinor) return true
    ledger.pay(due)
    return false
  })
}

/** Who has money elsewhere brings some of it before an instalment, not always in time. */
function drawOnSavings(standing: Standing, ledger: Ledger, neededMinor: number, random: Random): void {
  const missing = neededMinor - standing.balanceMinor
  if (missing <= 0 || standing.savingsMinor < missing || random.chance(0.12)) return
  standing.savingsMinor -= missing
  ledger.credit(AUTO_DEBIT_MINUTE, Math.ceil(missing / 100) * 100, 'transfer_in')
}

function spend(traits: Traits, standing: Standing, ledger: Ledger, wish: Wish): void {
  const low = standing.balanceMinor < traits.monthlyIncomeMinor * 0.08
  if (low && !wish.vital) return
  if (standing.balanceMinor >= wish.amountMinor)
    ledger.debit(wish.minute, wish.amountMinor, wish.category, wish.channel)
}

/** What is left over beyond a comfortable balance is put away. */
function keepBuffer(traits: Traits, random: Random, standing: Standing, ledger: Ledger): void {
  const comfortable = traits.monthlyIncomeMinor * 1.1
  if (standing.balanceMinor < comfortable || !random.chance(0.15)) return
  const amount = Math.round((standing.balanceMinor - comfortable * 0.8) / 10_000) * 10_000
  if (amount <= 0) return
  standing.savingsMinor += amount * KEPT_WITHIN_REACH
  ledger.debit(22 * 60 + 30, amount, 'transfer_out', 'net_banking')
}

type Ledger = ReturnType<typeof createLedger>

/** Writes the day's facts and keeps the balance. Ids are made of customer, day and position, so that a second run repeats them. */
function createLedger(traits: Traits, standing: Standing, day: number) {
  const facts: CustomerFact[] = []
  const date = dateOfDay(day)
  const at = (minute: number) =>
    new Date(instantAt(date, minute, BANK_ZONE) + facts.length * 100).toISOString()
  const id = () => `${traits.bankId}-${day}-${facts.length}`
  const move = (
    minute: number,
    direction: 'credit' | 'debit',
    amountMinor: number,
    category: Wish['category'],
    channel: Wish['channel'],
  ) => {
    standing.balanceMinor += direction === 'credit' ? amountMinor : -amountMinor
    facts.push({
      kind: 'transaction',
      id: id(),
      at: at(minute),
      direction,
      amountMinor,
      currency: 'INR',
      channel,
      category,
      balanceMinor: standing.balanceMinor,
    })
  }
  const settle = (due: Due, status: 'paid' | 'auto_debit_failed', amountMinor: number) =>
    facts.push({
      kind: 'settlement',
      id: id(),
      at: at(AUTO_DEBIT_MINUTE),
      obligationId: due.id,
      status,
      amountMinor,
    })
  return {
    facts,
    credit: (minute: number, amountMinor: number, category: 'salary' | 'pension' | 'transfer_in') =>
      move(minute, 'credit', amountMinor, category, 'transfer'),
    debit: (minute: number, amountMinor: number, category: Wish['category'], channel: Wish['channel']) =>
      move(minute, 'debit', amountMinor, category, channel),
    announce: (due: Due) => facts.push({ kind: 'obligation', at: at(MASTER_MINUTE), version: 1, ...due }),
    pay: (due: Due) => {
      move(AUTO_DEBIT_MINUTE, 'debit', due.amountMinor, 'instalment', 'auto_debit')
      settle(due, 'paid', due.amountMinor)
    },
    failDebit: (due: Due) => {
      facts.push({
        kind: 'transaction',
        id: id(),
        at: at(AUTO_DEBIT_MINUTE),
        direction: 'debit',
        amountMinor: due.amountMinor,
        currency: 'INR',
        channel: 'auto_debit',
        category: 'instalment',
        balanceMinor: standing.balanceMinor,
        status: 'failed',
      })
      settle(due, 'auto_debit_failed', 0)
    },
    master: () =>
      facts.push({
        kind: 'customer',
        id: id(),
        at: at(MASTER_MINUTE),
        version: 1,
        monthlyIncomeMinor: traits.monthlyIncomeMinor,
        currency: 'INR',
        ...(traits.employment === 'gig' ? {} : { expectedSalaryDay: traits.payDay }),
        birthYear: traits.birthYear,
        region: traits.region,
        employment: traits.employment,
        language: traits.language,
        zone: BANK_ZONE,
      }),
  }
}
