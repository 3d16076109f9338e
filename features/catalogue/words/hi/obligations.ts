import { percent, rounded } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { days, isPartOf, nextPayment, times } from './phrases.ts'

export const obligations: Wordings = {
  days_to_due: {
    factor: 'अगले भुगतान की देय तिथि तक का समय',
    say: (value) => `अगला भुगतान ${days(value)} में देय है`,
    missing: '3 से 35 दिनों में कुछ देय नहीं है',
  },
  obligations_to_income: {
    factor: 'एक महीने में देय भुगतान, मासिक आय के हिस्से के रूप में',
    say: (value) => `महीने के भुगतान आय का ${percent(value)} लेते हैं`,
    missing: 'महीने के भुगतान या आय ज्ञात नहीं',
  },
  due_to_income: {
    factor: 'अगला भुगतान, मासिक आय के हिस्से के रूप में',
    say: (value, { due }) => `${nextPayment(due)} का मासिक आय में हिस्सा ${percent(value)} है`,
    missing: 'अगला भुगतान या आय ज्ञात नहीं',
  },
  balance_to_due: {
    factor: 'शेष राशि, अगले भुगतान के हिस्से के रूप में',
    say: (value, { due }) => `शेष राशि ${isPartOf(value, nextPayment(due))}`,
    missing: 'शेष राशि या अगला भुगतान ज्ञात नहीं',
  },
  balance_min_to_due_28d: {
    factor: '28 दिनों की न्यूनतम शेष राशि, अगले भुगतान के हिस्से के रूप में',
    say: (value, { due }) => `4 सप्ताह की न्यूनतम शेष राशि ${isPartOf(value, nextPayment(due), 'थी')}`,
    missing: 'शेष राशि या अगला भुगतान ज्ञात नहीं',
  },
  balance_projected_to_due: {
    factor: 'देय तिथि तक अनुमानित शेष राशि, अगले भुगतान के हिस्से के रूप में',
    say: (value, { due }) =>
      `पिछले 4 सप्ताह जैसा चलता रहा तो शेष राशि ${isPartOf(value, nextPayment(due), 'होगी')}`,
    missing: 'अनुमान के लिए 4 सप्ताह पहले की शेष राशि या अगला भुगतान ज्ञात नहीं',
  },
  outstanding_to_income: {
    factor: 'कुल बकाया, मासिक आय की तुलना में',
    say: (value) => `कुल बकाया मासिक आय का ${times(value)} है`,
    missing: 'बकाया या आय ज्ञात नहीं',
  },
  card_utilisation: {
    factor: 'कार्ड सीमा का उपयोग किया गया हिस्सा',
    say: (value) => `कार्ड की सीमा का ${percent(value)} उपयोग में है`,
    missing: 'ज्ञात सीमा वाला कोई कार्ड नहीं है',
  },
  card_minimum_only_share_180d: {
    factor: 'वे कार्ड विवरण जिनका केवल न्यूनतम भुगतान हुआ, 180 दिन',
    say: (value) =>
      value === 0
        ? 'पिछले छह महीनों के हर कार्ड विवरण पर न्यूनतम से अधिक भुगतान हुआ'
        : `पिछले छह महीनों के ${percent(value)} कार्ड विवरणों पर केवल न्यूनतम भुगतान हुआ`,
    missing: 'पिछले छह महीनों का कोई कार्ड विवरण नहीं है',
  },
  failed_debits_90d: {
    factor: '90 दिनों में विफल ऑटो-डेबिट',
    say: (value) =>
      value === 0 ? '90 दिनों में कोई ऑटो-डेबिट विफल नहीं हुआ' : `90 दिनों में ${rounded(value)} ऑटो-डेबिट विफल हुए`,
    missing: 'विफल ऑटो-डेबिट ज्ञात नहीं',
  },
  late_share_180d: {
    factor: 'समय पर न किए गए भुगतानों का हिस्सा, 180 दिन',
    say: (value) =>
      value === 0
        ? 'पिछले छह महीनों का हर भुगतान समय पर हुआ'
        : `पिछले छह महीनों के ${percent(value)} भुगतान समय पर नहीं हुए`,
    missing: 'पिछले छह महीनों का कोई भुगतान नहीं है जिससे आँका जाए',
  },
  last_payment_lag_days: {
    factor: 'देय तिथि से पिछले भुगतान तक का समय',
    say: (value) =>
      value > 0
        ? `पिछला भुगतान देय तिथि के ${days(value)} बाद हुआ`
        : value === 0
          ? 'पिछला भुगतान देय तिथि पर हुआ'
          : `पिछला भुगतान देय तिथि से ${days(-value)} पहले हुआ`,
    missing: 'अब तक कोई भुगतान ज्ञात नहीं',
  },
}
