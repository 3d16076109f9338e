import { addDays, dateOfDay, weekdayOf } from '../../domain/calendar.ts'
import type { Episode } from './episodes.ts'
import { pressureOn } from './episodes.ts'
import { randomOf, type Random } from './random.ts'
import type { Traits } from './traits.ts'

const DAYS_LATE_MAX = 24
const HELP_A_DAY = 0.3

/** The income that lands on a day number, or null. Pay days move off week-ends; who is in trouble is paid late, less, or not. */
export function incomeOn(
  seed: string,
  traits: Traits,
  episodes: readonly Episode[],
  day: number,
  originDay: number,
): number | null {
  for (let back = 0; back <= DAYS_LATE_MAX + 8; back++) {
    const nominal = day - back
    if (Number(dateOfDay(nominal).slice(8)) !== traits.payDay) continue
    const pay = payOf(seed, traits, episodes, nominal, originDay)
    return pay && pay.day === day ? pay.amountMinor : null
  }
  return null
}

function payOf(
  seed: string,
  traits: Traits,
  episodes: readonly Episode[],
  nominal: number,
  originDay: number,
) {
  const random = randomOf(seed, 'pay', traits.index, nominal)
  const { kind, pressure } = pressureOn(episodes, nominal - originDay)
  const spread = traits.employment === 'salaried' || traits.employment === 'pensioner' ? 0.02 : 0.22
  let amount = traits.monthlyIncomeMinor * Math.exp(random.normal(0, spread))
  let late_days = random.whole(0, traits.payJitter_days)
  if (kind === 'job_loss') {
    if (random.chance(Math.min(0.95, pressure * 1.1))) return null
    amount *= 1 - 0.5 * pressure
    late_days += random.whole(0, 8)
  }
  if (kind === 'late_pay') {
    amount *= 1 - 0.45 * pressure * random.uniform()
    late_days += Math.round(random.between(4, 18) * pressure)
  }
  if (kind === 'look_alike_late_pay') late_days += Math.round(random.between(5, 16) * pressure)
  let date = addDays(dateOfDay(nominal), Math.min(DAYS_LATE_MAX, late_days))
  while (weekdayOf(date) === 0 || weekdayOf(date) === 6) date = addDays(date, 1)
  return {
    day: Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000),
    amountMinor: Math.round(amount / 100) * 100,
  }
}

/** What family and odd jobs bring on a day to who has lost the job: enough to live on, seldom for an instalment. */
export function helpOn(
  traits: Traits,
  random: Random,
  { kind, pressure }: ReturnType<typeof pressureOn>,
): number | null {
  if (kind !== 'job_loss' || !random.chance(HELP_A_DAY * pressure)) return null
  return Math.round((traits.monthlyIncomeMinor * random.between(0.02, 0.07)) / 10_000) * 10_000
}
