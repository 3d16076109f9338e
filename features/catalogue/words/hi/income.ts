import { money, percent, rounded } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { days, monthDay } from './phrases.ts'

const usually = (payDay: number | null | undefined): string =>
  payDay == null ? '' : `; सामान्यतः यह महीने की ${monthDay(payDay)} तक आता है`

export const income: Wordings = {
  days_since_salary: {
    factor: 'पिछली नियमित आय के बाद बीता समय',
    say: (value) => (value === 0 ? 'नियमित आय आज आई' : `नियमित आय पिछली बार ${days(value)} पहले आई थी`),
    missing: 'इस खाते में नियमित आय कभी नहीं देखी गई',
  },
  income_expected: {
    factor: 'खाते में नियमित आय अपेक्षित है या नहीं',
    say: (value) => (value === 1 ? 'नियमित आय अपेक्षित है' : 'नियमित आय अपेक्षित नहीं है'),
    missing: 'यह ज्ञात नहीं कि नियमित आय अपेक्षित है या नहीं',
  },
  salary_seen_90d: {
    factor: '90 दिनों में नियमित आय आई या नहीं',
    say: (value) => (value === 1 ? '90 दिनों के भीतर नियमित आय आई' : '90 दिनों से नियमित आय नहीं आई'),
    missing: 'यह ज्ञात नहीं कि नियमित आय आई या नहीं',
  },
  usual_pay_day: {
    factor: 'महीने का वह दिन जब नियमित आय सामान्यतः आती है',
    say: (value) => `वेतन सामान्यतः महीने की ${monthDay(value)} तक आता है`,
    missing: 'वेतन का सामान्य दिन ज्ञात नहीं',
  },
  salary_delay_days: {
    factor: 'सामान्य दिन की तुलना में नियमित आय की देरी',
    say: (value, { vector }) =>
      `${value > 0 ? `वेतन में ${days(value)} की देरी है` : 'वेतन में देरी नहीं है'}${usually(vector['usual_pay_day'])}`,
    missing: 'वेतन का सामान्य दिन ज्ञात नहीं, इसलिए देरी नहीं बताई जा सकती',
  },
  income_amount_ratio: {
    factor: 'पिछली नियमित आय, सामान्य राशि के हिस्से के रूप में',
    say: (value) => `पिछली आय सामान्य राशि की ${percent(value)} थी`,
    missing: 'सामान्य राशि जानने के लिए बहुत कम आय देखी गई',
  },
  income_ratio_31d: {
    factor: '31 दिनों की नियमित आय, सामान्य मासिक आय के हिस्से के रूप में',
    say: (value) => `पिछले 31 दिनों में सामान्य मासिक आय का ${percent(value)} आया`,
    missing: 'सामान्य मासिक आय ज्ञात नहीं',
  },
  income_months_6m: {
    factor: 'पिछले छह महीनों में नियमित आय वाले महीने',
    say: (value) => `पिछले 6 महीनों में से ${rounded(value)} में नियमित आय आई`,
    missing: 'नियमित आय वाले महीने ज्ञात नहीं',
  },
  income_interval_spread_days: {
    factor: 'नियमित आय के बीच के समय में अंतर',
    say: (value) => `आय के बीच का समय ${days(value)} घटता-बढ़ता है`,
    missing: 'क्रम जानने के लिए बहुत कम आय देखी गई',
  },
  monthly_income_minor: {
    factor: 'सामान्य मासिक आय',
    say: (value, { due }) => `सामान्य मासिक आय ${money(value, due?.currency ?? null)} है`,
    missing: 'सामान्य मासिक आय ज्ञात नहीं',
  },
}
