import { money, percent } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { change, times } from './phrases.ts'

export const spending: Wordings = {
  spending_change_28d: {
    factor: '28 दिनों में खर्च का बदलाव',
    say: (value) => `पिछले 4 सप्ताह का खर्च उससे पहले के 4 सप्ताह की तुलना में ${change(value)} है`,
    missing: 'खर्च की तुलना के लिए बहुत कम डेबिट हैं',
  },
  essential_minor_90d: {
    factor: '90 दिनों का ज़रूरी खर्च',
    say: (value, { due }) => `90 दिनों का ज़रूरी खर्च ${money(value, due?.currency ?? null)} है`,
    missing: 'ज़रूरी खर्च ज्ञात नहीं',
  },
  discretionary_minor_90d: {
    factor: '90 दिनों का ऐच्छिक खर्च',
    say: (value, { due }) => `90 दिनों का ऐच्छिक खर्च ${money(value, due?.currency ?? null)} है`,
    missing: 'ऐच्छिक खर्च को बाकी खर्च से अलग नहीं किया जा सकता',
  },
  all_spending_minor_90d: {
    factor: '90 दिनों का कुल खर्च',
    say: (value, { due }) => `90 दिनों का कुल खर्च ${money(value, due?.currency ?? null)} है`,
    missing: 'खर्च ज्ञात नहीं',
  },
  discretionary_to_essential_90d: {
    factor: 'ज़रूरी खर्च की तुलना में ऐच्छिक खर्च, 90 दिन',
    say: (value) => `ऐच्छिक खर्च ज़रूरी खर्च का ${times(value)} है`,
    missing: 'ज़रूरी खर्च से ऐच्छिक खर्च की तुलना नहीं की जा सकती',
  },
  essential_share_90d: {
    factor: 'कुल खर्च में ज़रूरी खर्च का हिस्सा, 90 दिन',
    say: (value) => `ज़रूरी खर्च कुल खर्च का ${percent(value)} है`,
    missing: '90 दिनों में कोई खर्च नहीं देखा गया',
  },
  spending_to_income_28d: {
    factor: 'मासिक आय की तुलना में 28 दिनों का खर्च',
    say: (value) => `4 सप्ताह का खर्च मासिक आय का ${percent(value)} है`,
    missing: 'सामान्य मासिक आय ज्ञात नहीं',
  },
  credits_to_debits_28d: {
    factor: 'भुगतान की गई राशि की तुलना में प्राप्त राशि, 28 दिन',
    say: (value) => `4 सप्ताह में जितना गया उसका ${times(value)} आया`,
    missing: '4 सप्ताह में कुछ भी खर्च नहीं हुआ',
  },
  category_mix_divergence_28d: {
    factor: 'ग्राहक के अपने अतीत से खर्च के प्रकारों का अंतर',
    say: (value) =>
      value < 0.1
        ? 'पैसा पहले जैसी चीज़ों पर ही खर्च हो रहा है'
        : `पैसा पहले से अलग चीज़ों पर खर्च हो रहा है (अधिकतम संभव बदलाव का ${percent(value)})`,
    missing: 'खर्च के प्रकारों की तुलना के लिए बहुत कम डेबिट हैं',
  },
}
