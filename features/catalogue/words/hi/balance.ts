import { percent, rounded } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { days, isPartOf } from './phrases.ts'

const MONTH = 'मासिक आय या खर्च'

export const balance: Wordings = {
  balance_ratio_60d: {
    factor: '60 दिन पहले की तुलना में शेष राशि का हिस्सा',
    say: (value) =>
      value < 0
        ? 'शेष राशि शून्य से नीचे है; 60 दिन पहले ऊपर थी'
        : `शेष राशि 60 दिन पहले की शेष राशि की ${percent(value)} है`,
    missing: 'तुलना के लिए 60 दिन पहले की कोई धनात्मक शेष राशि नहीं है',
  },
  balance_to_income: {
    factor: 'शेष राशि, मासिक आय या खर्च की तुलना में',
    say: (value) => `शेष राशि ${isPartOf(value, MONTH)}`,
    missing: 'शेष राशि या उसका पैमाना ज्ञात नहीं',
  },
  balance_min_to_income_28d: {
    factor: '28 दिनों की न्यूनतम शेष राशि, मासिक आय या खर्च की तुलना में',
    say: (value) => `4 सप्ताह की न्यूनतम शेष राशि ${isPartOf(value, MONTH, 'थी')}`,
    missing: 'शेष राशि या उसका पैमाना ज्ञात नहीं',
  },
  balance_trend_28d: {
    factor: '28 दिनों में शेष राशि का बदलाव, मासिक आय या खर्च की तुलना में',
    say: (value) =>
      `4 सप्ताह में शेष राशि ${MONTH} के ${percent(Math.abs(value))} जितनी ${value < 0 ? 'घटी' : 'बढ़ी'}`,
    missing: 'तुलना के लिए 4 सप्ताह पहले की शेष राशि ज्ञात नहीं',
  },
  low_balance_days_28d: {
    factor: 'पिछले 28 दिनों में कम शेष राशि वाले दिन',
    say: (value) => `पिछले 28 दिनों में से ${days(value)} शेष राशि कम रही`,
    missing: 'शेष राशि या उसका पैमाना ज्ञात नहीं',
  },
  low_balance_streak_days: {
    factor: 'लगातार कम शेष राशि वाले दिन',
    say: (value) => (value === 0 ? 'शेष राशि कम नहीं है' : `शेष राशि लगातार ${days(value)} से कम है`),
    missing: 'शेष राशि या उसका पैमाना ज्ञात नहीं',
  },
  negative_balance_days_90d: {
    factor: 'पिछले 90 दिनों में शून्य से नीचे के दिन',
    say: (value) => `पिछले 90 दिनों में से ${days(value)} शेष राशि शून्य से नीचे रही`,
    missing: 'शेष राशि ज्ञात नहीं',
  },
  penalty_interest_90d: {
    factor: '90 दिनों में लगाया गया दंड ब्याज',
    say: (value) =>
      value === 0 ? '90 दिनों में दंड ब्याज नहीं लगा' : `90 दिनों में ${rounded(value)} बार दंड ब्याज लगाया गया`,
    missing: 'दंड ब्याज ज्ञात नहीं',
  },
}
