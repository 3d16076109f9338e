import type { Wordings } from '../wording.ts'
import { activity } from './activity.ts'
import { balance } from './balance.ts'
import { cash } from './cash.ts'
import { income } from './income.ts'
import { obligations } from './obligations.ts'
import { spending } from './spending.ts'

export { phrases } from './phrases.ts'

export const wordings: Wordings = { ...income, ...spending, ...cash, ...balance, ...obligations, ...activity }
