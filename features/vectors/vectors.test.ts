import { expect, test } from 'vitest'
import type { CustomerFact } from '../../domain/bank-event.ts'
import type { FeatureVector } from '../../domain/risk.ts'
import { featureNames } from '../catalogue.ts'
import { computeFeatures } from '../compute.ts'
import { foldFact } from '../fold.ts'
import { emptyState } from '../state.ts'
import { ago, asOf_ms, atm, blank, card, due, paid, salary, spent, zone } from './facts.ts'

// Whole vectors, worked out by hand, as of 2026-06-30, 10:00 in Kolkata.

const vectors: [name: string, facts: CustomerFact[], expected: FeatureVector][] = [
  [
    'a salary that comes on the 2nd of each month',
    ['01', '02', '03', '04', '05', '06'].map((month) => salary(`2026-${month}-02`, 60_000)),
    {
      // Gaps 31, 28, 31, 30, 31: median 31, mean distance (0 + 3 + 0 + 1 + 0) ÷ 5. 2 April is 89 days ago, so 3 count.
      ...{
        days_since_salary: 28,
        income_expected: 1,
        salary_seen_90d: 1,
        usual_pay_day: 2,
        salary_delay_days: 0,
      },
      ...{
        income_amount_ratio: 1,
        income_ratio_31d: 1,
        income_months_6m: 6,
        income_interval_spread_days: 0.8,
      },
      ...{
        monthly_income_minor: 6_000_000,
        spending_to_income_28d: 0,
        transactions_total: 6,
        transactions_90d: 3,
      },
      ...{ days_since_transaction: 28, own_gap_median_days: 31, silence_to_own_gap: 28 / 31 },
    },
  ],
  [
    'a salary of the 25th that has not come this month',
    ['01', '02', '03', '04', '05'].map((month) => salary(`2026-${month}-25`, 50_000)),
    {
      // 25 May is 36 days ago; 25 June was 5 days ago. Gaps 31, 28, 31, 30: median 30.5, mean distance 4 ÷ 4.
      ...{
        days_since_salary: 36,
        income_expected: 1,
        salary_seen_90d: 1,
        usual_pay_day: 25,
        salary_delay_days: 5,
      },
      ...{ income_amount_ratio: 1, income_ratio_31d: 0, income_months_6m: 5, income_interval_spread_days: 1 },
      ...{
        monthly_income_minor: 5_000_000,
        spending_to_income_28d: 0,
        transactions_total: 5,
        transactions_90d: 2,
      },
      ...{ days_since_transaction: 36, own_gap_median_days: 30.5, silence_to_own_gap: 36 / 30.5 },
    },
  ],
  [
    'spending that more than halves, and only essentials stay',
    [
      ...[0, 5, 10, 20, 27].map((age) => spent(age, 400)),
      ...[28, 35, 42, 49, 55].map((age) => spent(age, 1000, 'dining')),
    ],
    {
      // 2,000 against 5,000. Gaps 6, 7, 7, 7, 1, 7, 10, 5, 5: median 7.
      ...{
        spending_change_28d: 2000 / 5000 - 1,
        essential_minor_90d: 200_000,
        discretionary_minor_90d: 500_000,
      },
      ...{ all_spending_minor_90d: 700_000, discretionary_to_essential_90d: 2.5, essential_share_90d: 2 / 7 },
      ...{ credits_to_debits_28d: 0, cash_share_28d: 0, cash_share_change_28d: 0, transactions_total: 10 },
      ...{ transactions_90d: 10, days_since_transaction: 0, own_gap_median_days: 7, silence_to_own_gap: 0 },
      activity_change_28d: 0,
    },
  ],
  [
    'cash that is drawn three times in a week',
    [
      atm(0, 500, 'a'),
      atm(0, 500, 'b'),
      atm(3, 500),
      atm(10, 600),
      atm(20, 600),
      atm(30, 600),
      spent(40, 1000),
    ],
    {
      // This week 1,500; of the 28 days before it 1,800 ÷ 4 = 450 a week. Cash is all of 2,700, before it 600 of 1,600.
      ...{
        atm_count_7d: 3,
        atm_amount_to_own_28d: 1500 / 450,
        cash_share_28d: 1,
        cash_share_change_28d: 1 - 0.375,
      },
      ...{ essential_minor_90d: 100_000, all_spending_minor_90d: 430_000, discretionary_to_essential_90d: 0 },
      ...{
        essential_share_90d: 1000 / 4300,
        credits_to_debits_28d: 0,
        transactions_total: 7,
        transactions_90d: 7,
      },
      // Active 40, 30, 20, 10, 3 and 0 days ago: gaps 10, 10, 10, 7, 3.
      ...{ days_since_transaction: 0, own_gap_median_days: 10, silence_to_own_gap: 0 },
    },
  ],
  [
    'money that goes to nothing it went to before',
    [
      ...Array.from({ length: 10 }, (_, age) => spent(age, 100, 'dining')),
      ...Array.from({ length: 10 }, (_, age) => spent(30 + age, 100)),
    ],
    {
      // Two mixes with nothing in common differ by one bit, the most there is.
      ...{ category_mix_divergence_28d: 1, spending_change_28d: 0, essential_minor_90d: 100_000 },
      ...{
        discretionary_minor_90d: 100_000,
        all_spending_minor_90d: 200_000,
        discretionary_to_essential_90d: 1,
      },
      ...{ essential_share_90d: 0.5, credits_to_debits_28d: 0, cash_share_28d: 0, cash_share_change_28d: 0 },
      ...{ transactions_total: 20, transactions_90d: 20, days_since_transaction: 0, own_gap_median_days: 1 },
      ...{ silence_to_own_gap: 0, activity_change_28d: 0 },
    },
  ],
  [
    'a balance that falls below zero and comes up again',
    [
      { kind: 'customer', id: 'm', at: '2026-01-01T00:00:00Z', version: 1, monthlyIncomeMinor: 3_000_000 },
      ...(
        [
          [60, 30_000],
          [28, 12_000],
          [10, -500],
          [5, 6000],
        ] as const
      ).map(([age, balance]) => spent(age, 1, 'grocery', { balanceMinor: balance * 100 })),
    ],
    {
      // A month is 30,000. Low is below 3,000: from the 10th to the 6th day ago, five days, the same that are below zero.
      ...{ monthly_income_minor: 3_000_000, income_ratio_31d: 0, spending_to_income_28d: 200 / 3_000_000 },
      ...{ balance_ratio_60d: 0.2, balance_to_income: 0.2, balance_min_to_income_28d: -500 / 30_000 },
      ...{ balance_trend_28d: (6000 - 12_000) / 30_000, low_balance_days_28d: 5, low_balance_streak_days: 0 },
      ...{ negative_balance_days_90d: 5, essential_minor_90d: 400, all_spending_minor_90d: 400 },
      ...{
        discretionary_to_essential_90d: 0,
        essential_share_90d: 1,
        credits_to_debits_28d: 0,
        cash_share_28d: 0,
      },
      // Active 60, 28, 10 and 5 days ago: gaps 32, 18, 5.
      ...{ cash_share_change_28d: 0, transactions_total: 4, transactions_90d: 4, days_since_transaction: 5 },
      ...{ own_gap_median_days: 18, silence_to_own_gap: 5 / 18 },
    },
  ],
  [
    'an instalment ahead that the balance is running away from',
    [
      due('emi', '2026-07-12', 10_000, { outstandingMinor: 20_000_000 }),
      ...[salary('2026-04-01', 40_000), salary('2026-05-01', 40_000)],
      ...[
        salary('2026-06-01', 40_000, { balanceMinor: 1_500_000 }),
        spent(10, 5000, 'grocery', { balanceMinor: 800_000 }),
      ],
    ],
    {
      ...{
        days_since_salary: 29,
        income_expected: 1,
        salary_seen_90d: 1,
        usual_pay_day: 1,
        salary_delay_days: 0,
      },
      ...{
        income_amount_ratio: 1,
        income_ratio_31d: 1,
        income_months_6m: 3,
        monthly_income_minor: 4_000_000,
      },
      // 15,000 to 8,000 in 28 days is −250 a day: 12 days on, 5,000 of the 10,000 will be there.
      ...{ days_to_due: 12, obligations_to_income: 0.25, due_to_income: 0.25, balance_to_due: 0.8 },
      ...{ balance_min_to_due_28d: 0.8, balance_projected_to_due: 0.5, outstanding_to_income: 5 },
      ...{ balance_to_income: 0.2, balance_min_to_income_28d: 0.2, balance_trend_28d: -0.175 },
      ...{ low_balance_days_28d: 0, low_balance_streak_days: 0, negative_balance_days_90d: 0 },
      ...{ essential_minor_90d: 500_000, all_spending_minor_90d: 500_000, discretionary_to_essential_90d: 0 },
      ...{
        essential_share_90d: 1,
        spending_to_income_28d: 0.125,
        credits_to_debits_28d: 0,
        cash_share_28d: 0,
      },
      // 1 April is 90 days ago: no longer counted, but its gap is. Gaps 30, 31, 19.
      ...{ transactions_total: 4, transactions_90d: 3, days_since_transaction: 10, own_gap_median_days: 30 },
      silence_to_own_gap: 10 / 30,
    },
  ],
  [
    'a card that is drawn further, once with only the minimum paid',
    [
      due('may', '2026-05-10', 1000, card({ outstandingMinor: 5_000_000, at: '2026-04-20T00:00:00Z' })),
      paid('may', '2026-05-10', 1000),
      due('june', '2026-06-10', 1000, card({ outstandingMinor: 8_000_000, at: '2026-05-20T00:00:00Z' })),
      paid('june', '2026-06-12', 5000),
    ],
    {
      // The newest statement: 80,000 of 100,000. One of two statements had only its minimum paid; both in time.
      ...{
        card_utilisation: 0.8,
        card_minimum_only_share_180d: 0.5,
        late_share_180d: 0,
        last_payment_lag_days: 2,
      },
    },
  ],
  [
    'instalments that begin to fail',
    [
      ...[due('a', '2026-03-12', 5000), paid('a', '2026-03-12', 5000)],
      // Due on a Sunday: Wednesday the 15th is the third business day, still in time.
      ...[due('b', '2026-04-12', 5000), paid('b', '2026-04-15', 5000)],
      // Due on a Tuesday: Friday the 15th was the last day in time.
      ...[due('c', '2026-05-12', 5000), paid('c', '2026-05-18', 5000)],
      ...[due('d', '2026-06-12', 5000), paid('d', '2026-06-12', 0, 'auto_debit_failed')],
    ],
    { late_share_180d: 0.5, failed_debits_90d: 1, last_payment_lag_days: 6 },
  ],
  [
    'a refund, a reversal and a purchase in another currency',
    [
      ...[
        spent(2, 1000, 'grocery', { id: 'bought' }),
        spent(5, 200),
        spent(3, 900, 'dining', { id: 'wrong' }),
      ],
      spent(1, 400, 'refund', { id: 'back', direction: 'credit', reverses: 'bought' }),
      { kind: 'reversal', id: 'v', at: `${ago(1)}T05:00:00Z`, of: 'transaction', reverses: 'wrong' },
      spent(4, 50, 'shopping', { id: 'abroad', currency: 'USD' }),
    ],
    {
      // 1,000 − 400 + 200 rupees; the dollars count as a transaction and as no money. Active 5, 4 and 2 days ago.
      ...{ essential_minor_90d: 80_000, all_spending_minor_90d: 80_000, discretionary_to_essential_90d: 0 },
      ...{ essential_share_90d: 1, credits_to_debits_28d: 0, cash_share_28d: 0, transactions_total: 3 },
      ...{
        transactions_90d: 3,
        days_since_transaction: 2,
        own_gap_median_days: 1.5,
        silence_to_own_gap: 2 / 1.5,
      },
    },
  ],
]

test.each(vectors)('%s', (_, facts, expected) => {
  const state = emptyState()
  for (const fact of facts.toSorted((a, b) => (a.at < b.at ? -1 : 1)))
    expect(foldFact(state, fact, { zone, brokerBankTime_ms: asOf_ms })).toBe('folded')
  const vector = computeFeatures(state, asOf_ms, zone)
  const whole = { ...blank, ...expected }
  expect(Object.keys(whole).sort()).toEqual(featureNames.toSorted())
  for (const [name, value] of Object.entries(whole)) {
    if (value === null) expect(vector[name], name).toBeNull()
    else expect(vector[name], name).toBeCloseTo(value, 12)
  }
})
