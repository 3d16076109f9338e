import { rounded } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { change, days, times } from './phrases.ts'

export const activity: Wordings = {
  transactions_total: {
    factor: 'कुल ज्ञात लेन-देन',
    say: (value) => `कुल ${rounded(value)} लेन-देन ज्ञात हैं`,
    missing: 'लेन-देन की संख्या ज्ञात नहीं',
  },
  transactions_90d: {
    factor: '90 दिनों के लेन-देन',
    say: (value) => `90 दिनों में ${rounded(value)} लेन-देन`,
    missing: 'लेन-देन की संख्या ज्ञात नहीं',
  },
  days_since_transaction: {
    factor: 'पिछले लेन-देन के बाद बीता समय',
    say: (value) => (value === 0 ? 'खाते में आज लेन-देन हुआ' : `खाते में पिछला लेन-देन ${days(value)} पहले हुआ`),
    missing: 'खाते में कभी लेन-देन नहीं हुआ',
  },
  own_gap_median_days: {
    factor: 'लेन-देन वाले दिनों के बीच का सामान्य समय',
    say: (value) =>
      value === 1 ? 'खाते में सामान्यतः हर दिन लेन-देन होता है' : `खाते में सामान्यतः हर ${days(value)} में लेन-देन होता है`,
    missing: 'क्रम जानने के लिए सक्रिय दिन बहुत कम हैं',
  },
  silence_to_own_gap: {
    factor: 'ग्राहक के अपने क्रम की तुलना में पिछले लेन-देन के बाद का समय',
    say: (value) => `खाता अपने सामान्य अंतराल के ${times(value)} समय से शांत है`,
    missing: 'क्रम जानने के लिए सक्रिय दिन बहुत कम हैं',
  },
  activity_change_28d: {
    factor: '28 दिनों में लेन-देन की संख्या का बदलाव',
    say: (value) => `4 सप्ताह के लेन-देन उससे पहले के 4 सप्ताह की तुलना में ${change(value)} हैं`,
    missing: 'तुलना के लिए लेन-देन बहुत कम हैं',
  },
}
