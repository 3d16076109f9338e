import { randomOf, type Random } from './random.ts'

/** What the pretend bank alone knows of a customer. It reaches nobody: the product sees only events. */
export type Traits = {
  index: number
  /** The bank's own id; a raw identifier, tokenised at the door. */
  bankId: string
  employment: 'salaried' | 'self_employed' | 'gig' | 'pensioner'
  monthlyIncomeMinor: number
  payDay: number
  payJitter_days: number
  /** Share of what instalments leave that goes into everyday life, and of that what is discretionary. */
  spendingShare: number
  discretionaryShare: number
  cashHabit: number
  /** Months of income kept elsewhere; it covers gaps until it is used up. */
  buffer_months: number
  /** Cuts discretionary spending when money is short (0–1); some do not. */
  thrift: number
  /** Lives on cash when money is short (0–1): most do not. */
  drawsCash: number
  forgetfulness: number
  /** How often money for the next instalment is left alone when there is something nice to buy (0–1). */
  setsAside: number
  loan: { productId: string; dueDay: number; amountMinor: number; outstandingMinor: number } | null
  card: {
    productId: string
    dueDay: number
    minimumMinor: number
    limitMinor: number
    balanceMinor: number
  } | null
  region: string
  birthYear: number
  language: 'en' | 'hi'
}

const regions = ['North', 'South', 'East', 'West', 'Central', 'Northeast'] as const
const LOAN_SHARE = 0.72
const CARD_SHARE = 0.34
/** Whose instalment takes more of the income than lenders like to see. */
const LEVERAGED_SHARE = 0.12
/** Whose due days the bank has fitted to the pay day; the others' fall anywhere. */
const FITTED_SHARE = 0.85
/** Due days end here, so that every month has them. */
const DUE_DAY_MAX = 28
/** Who plans for the next instalment. */
const SETS_ASIDE_SHARE = 0.8

const roundRupees = (minor: number, step = 100): number => Math.max(step, Math.round(minor / step) * step)

export function traitsOf(seed: string, index: number): Traits {
  const random = randomOf(seed, 'traits', index)
  const monthlyIncomeMinor = roundRupees(Math.exp(random.normal(Math.log(5_000_000), 0.45)), 50_000)
  const employment = random.pick([
    'salaried',
    'salaried',
    'salaried',
    'salaried',
    'self_employed',
    'gig',
    'pensioner',
  ] as const)
  const payDay = employment === 'pensioner' ? 1 : random.pick([1, 1, 2, 5, 7, 10, 25, 28])
  return {
    index,
    bankId: `EQ${String(100_000 + index)}`,
    employment,
    monthlyIncomeMinor,
    payDay,
    payJitter_days:
      employment === 'salaried' || employment === 'pensioner' ? random.whole(0, 2) : random.whole(2, 6),
    spendingShare: random.between(0.6, 0.95),
    discretionaryShare: random.between(0.2, 0.62),
    cashHabit: Math.min(0.9, Math.max(0.02, random.normal(0.28, 0.18))),
    buffer_months: -Math.log(1 - random.uniform()) * 0.45,
    thrift: random.between(0, 1),
    drawsCash: random.chance(0.62) ? random.between(0.4, 1) : random.between(0, 0.15),
    forgetfulness: random.chance(0.14) ? random.between(0.04, 0.14) : 0.008,
    loan: random.chance(LOAN_SHARE) ? loanOf(random, index, monthlyIncomeMinor, payDay) : null,
    card: random.chance(CARD_SHARE) ? cardOf(random, index, monthlyIncomeMinor, payDay) : null,
    region: random.pick(regions),
    birthYear: employment === 'pensioner' ? random.whole(1948, 1963) : random.whole(1966, 2001),
    language: random.chance(0.35) ? 'hi' : 'en',
    setsAside: random.chance(SETS_ASIDE_SHARE) ? random.between(0.85, 1) : random.between(0.2, 0.8),
  }
}

/** Mostly some days after the money comes. */
function dueDayOf(random: Random, payDay: number, [first, last]: readonly [number, number]): number {
  if (!random.chance(FITTED_SHARE)) return random.whole(1, DUE_DAY_MAX)
  return ((payDay + random.whole(first, last) - 1) % DUE_DAY_MAX) + 1
}

function loanOf(random: Random, index: number, incomeMinor: number, payDay: number): Traits['loan'] {
  const amountMinor = roundRupees(
    incomeMinor * (random.chance(LEVERAGED_SHARE) ? random.between(0.4, 0.5) : random.between(0.12, 0.38)),
    1000,
  )
  return {
    productId: `L${100_000 + index}`,
    dueDay: dueDayOf(random, payDay, [3, 10]),
    amountMinor,
    outstandingMinor: amountMinor * random.whole(8, 54),
  }
}

function cardOf(random: Random, index: number, incomeMinor: number, payDay: number): Traits['card'] {
  const limitMinor = roundRupees(incomeMinor * random.between(1, 3.5), 100_000)
  const balanceMinor = roundRupees(limitMinor * random.between(0.05, 0.7))
  return {
    productId: `C${100_000 + index}`,
    dueDay: dueDayOf(random, payDay, [3, 18]),
    minimumMinor: roundRupees(balanceMinor * 0.05 + 20_000),
    limitMinor,
    balanceMinor,
  }
}
