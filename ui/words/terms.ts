import type { CaseRow, Queue } from '../../api/contract.ts'
import type { CaseEnding } from '../../domain/case.ts'
import type { RejectReason } from '../../domain/decision.ts'
import type { Hardship, Persona } from '../../domain/hardship.ts'
import type { ActionKind, Priority } from '../../domain/intervention.ts'
import type { OutcomeResult } from '../../domain/outcome.ts'
import type { Level } from '../../domain/risk.ts'
import type { Role } from '../../domain/roles.ts'
import { t, translated } from './language.ts'

type Stage = CaseRow['stage']

/** The product's terms as a case worker says them. One table a term, so that a language is one more table. */
export const hardshipWords = translated<Hardship>({
  INCOME_SHOCK: 'Income shock',
  LIQUIDITY_STRESS: 'Short of cash',
  EXPENSE_COMPRESSION: 'Cutting back to essentials',
  OVER_LEVERAGE: 'Too much to repay',
  OVERSPENDING: 'Spending above means',
  NONE: 'No clear hardship',
})

export const hardshipMeaning = translated<Hardship>({
  INCOME_SHOCK: 'The expected salary has stopped or is long overdue.',
  LIQUIDITY_STRESS: 'Cash is being drawn often while other spending falls.',
  EXPENSE_COMPRESSION: 'Only necessities are still being paid for.',
  OVER_LEVERAGE: 'Necessities and instalments take most of the income.',
  OVERSPENDING: 'Optional spending is far above what is essential.',
  NONE: 'The risk is raised, but no pattern of hardship explains it.',
})

export const levelWords = translated<Level>({
  HIGH: 'High',
  MEDIUM: 'Medium',
  LOW: 'Low',
  INSUFFICIENT_HISTORY: 'Too little history',
})

export const stageWords = translated<Stage>({
  assessing: 'Being assessed',
  awaiting_decision: 'To decide',
  awaiting_second: 'Second approval',
  holding: 'Approved, can be undone',
  awaiting_window: 'Waits for a lawful hour',
  sending: 'Sending',
  awaiting_delivery: 'Sent, not yet delivered',
  unresolved: 'Unclear whether sent',
  blocked: 'Blocked before sending',
  snoozed: 'Put off',
  on_hold: 'On hold',
  monitoring: 'Monitored',
  awaiting_outcome: 'Waits for the payment',
  closed: 'Closed',
})

export const personaWords = translated<Persona>({
  income_shock: 'income stopped',
  silent_drain: 'draining quietly',
  overspender: 'spends freely',
  stable: 'stable',
})

export const kindWords = translated<ActionKind>({
  contract_change: 'Contract change',
  date_change: 'Date change',
  restriction: 'Restriction',
  referral: 'Referral',
  message: 'Message only',
  manual_review: 'Manual review',
  monitor: 'Monitoring only',
})

export const priorityWords = translated<Priority>({
  URGENT: 'Urgent',
  HIGH: 'High',
  MEDIUM: 'Medium',
  LOW: 'Low',
})

export const outcomeWords = translated<OutcomeResult>({
  on_time: 'Paid on time',
  late: 'Paid late',
  partial: 'Paid in part',
  missed: 'Not paid',
  deferred: 'Deferred',
  closed_by_bank: 'Closed by the bank',
})

export const endingWords = translated<CaseEnding>({
  outcome: 'The payment is decided',
  rejected: 'Rejected',
  not_delivered: 'The message did not arrive',
  blocked: 'The contact rules stopped it',
  unresolved: 'It stayed unclear whether it was sent',
  settled_before_decision: 'It was paid before anybody decided',
  decision_lapsed: 'Nobody decided in time',
  cancelled: 'Cancelled',
  level_fell: 'The level has fallen',
  held_out: 'Held out for comparison',
  monitored: 'Monitored until the payment',
})

export const rejectWords = translated<RejectReason>({
  'already-in-contact': 'We are already in contact',
  'wrong-hardship': 'The hardship is wrong',
  'data-looks-wrong': 'The data looks wrong',
  'message-unsuitable': 'The message does not suit',
  'customer-should-not-be-contacted': 'This customer should not be contacted',
  other: 'Another reason',
})

export const roleWords = translated<Role>({
  case_worker: 'Case worker',
  supervisor: 'Supervisor',
  auditor: 'Auditor',
  operator: 'Operator',
  policy_owner: 'Policy owner',
  bank_system: 'Bank system',
})

const queueNames = translated<Queue>({
  open: 'To decide',
  second: 'Second approval',
  mine: 'Mine',
  attention: 'Needs attention',
  underway: 'Waiting',
  monitoring: 'Monitored',
  closed: 'Closed',
  all: 'All cases',
})

const queueEmpty = translated<Queue>({
  open: 'Nobody waits for a first decision. New cases appear here by themselves.',
  second: 'No case waits for a second approval.',
  mine: 'No open case was given to you or carries a decision of yours.',
  attention: 'Nothing is blocked and nothing is unclear.',
  underway: 'No approved message is on its way and no payment is awaited.',
  monitoring: 'No customer is being monitored.',
  closed: 'No case has been closed yet.',
  all: 'There is no case yet.',
})

/** Each queue's name, and what is said when nothing stands in it. */
export const queueWords = Object.fromEntries(
  (Object.keys(queueNames) as Queue[]).map((queue) => [
    queue,
    {
      get name() {
        return queueNames[queue]
      },
      get empty() {
        return queueEmpty[queue]
      },
    },
  ]),
) as Record<Queue, { readonly name: string; readonly empty: string }>

const productWords: Readonly<Record<string, string>> = translated({
  loan: 'Loan',
  card: 'Card',
  standing_order: 'Standing order',
  rent: 'Rent',
  insurance: 'Insurance',
})
export const productWord = (product: string): string => productWords[product] ?? plainWord(product)

/** `silent_drain` → "silent drain", `salary.over-30-days` → "salary over 30 days". */
export const plainWord = (code: string): string =>
  code
    .replaceAll(':', ', ')
    .replaceAll(/[._-]+/g, ' ')
    .trim()

/** The customer as shown: the masked name, else the token's first letters, which tell two apart and nobody's name. */
export const shownName = (row: Pick<CaseRow, 'maskedName' | 'customer'>): string =>
  row.maskedName ?? t('Customer {id}', { id: row.customer.slice(2, 8) })
