import { percent, rounded } from '../numbers.ts'
import type { Wordings } from '../wording.ts'
import { times } from './phrases.ts'

export const cash: Wordings = {
  atm_count_7d: {
    factor: '7 दिनों में नकद निकासी',
    say: (value) => `7 दिनों में ${rounded(value)} बार नकद निकाला गया`,
    missing: 'नकद निकासी ज्ञात नहीं',
  },
  atm_amount_to_own_28d: {
    factor: 'ग्राहक के सामान्य सप्ताह की तुलना में 7 दिनों की नकद निकासी',
    say: (value) => `इस सप्ताह की नकद निकासी ग्राहक की सामान्य निकासी की ${times(value)} है`,
    missing: 'तुलना के लिए पिछले 4 सप्ताह में कोई नकद निकासी नहीं है',
  },
  cash_share_28d: {
    factor: 'खर्च में नकद का हिस्सा, 28 दिन',
    say: (value) => `4 सप्ताह के खर्च में नकद ${percent(value)} है`,
    missing: '4 सप्ताह में कोई खर्च नहीं देखा गया',
  },
  cash_share_change_28d: {
    factor: 'खर्च में नकद के हिस्से का बदलाव',
    say: (value) =>
      Math.round(value * 100) === 0
        ? 'खर्च में नकद का हिस्सा पहले जितना ही है'
        : `खर्च में नकद का हिस्सा पहले से ${rounded(Math.abs(value) * 100, 0)} प्रतिशत अंक ${value > 0 ? 'अधिक' : 'कम'} है`,
    missing: 'नकद के हिस्से की तुलना के लिए खर्च बहुत कम है',
  },
}
