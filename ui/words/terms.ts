import type { CaseRow, Queue } from '../../api/contract.ts'
import type { RejectReason } from '../../domain/decision.ts'
import type { Hardship, Persona } from '../../domain/hardship.ts'
import type { ActionKind, Priority } from '../../domain/intervention.ts'
import type { OutcomeResult } from '../../domain/outcome.ts'
import type { Level } from '../../domain/risk.ts'
import type { Role } from '../../domain/roles.ts'

type Stage = CaseRow['stage']

/** The product's terms as a case worker says them. One table a term, so that a language is one more table. */
export const hardshipWords: Record<Hardship, string> = {
  INCOME_SHOCK: 'Income shock',
  LIQUIDITY_STRESS: 'Short of cash',
  EXPENSE_COMPRESSION: 'Cutting back to essentials',
  OVER_LEVERAGE: 'Too much to repay',
  OVERSPENDING: 'Spending above means',
  NONE: 'No clear hardship',
}

export const hardshipMeaning: Record<Hardship, string> = {
  INCOME_SHOCK: 'The expected salary has stopped or is long overdue.',
  LIQUIDITY_STRESS: 'Cash is being drawn often while other spending falls.',
  EXPENSE_COMPRESSION: 'Only necessities are still being paid for.',
  OVER_LEVERAGE: 'Necessities and instalments take most of the income.',
  OVERSPENDING: 'Optional spending is far above what is essential.',
  NONE: 'The risk is raised, but no pattern of hardship explains it.',
}

export const levelWords: Record<Level, string> = {
  HIGH: 'High',
  MEDIUM: 'Medium',
  LOW: 'Low',
  INSUFFICIENT_HISTORY: 'Too little history',
}

export const stageWords: Record<Stage, string> = {
  assessing: 'Being assessed',
  awaiting_decision: 'To decide',
  awaiting_second: 'Second approval',
  holding: 'Approved, can be undone',
  awaiting_window: 'Waits for a lawful hour',
  sending: 'Sending',
  awaiting_delivery: 'Sent, not yet delivered',
  unresolved: 'Unclear whether sent',
  blocked: 'Blocked before sending',
  monitoring: 'Monitored',
  awaiting_outcome: 'Waits for the payment',
  closed: 'Closed',
}

export const personaWords: Record<Persona, string> = {
  income_shock: 'income stopped',
  silent_drain: 'draining quietly',
  overspender: 'spends freely',
  stable: 'stable',
}

export const kindWords: Record<ActionKind, string> = {
  contract_change: 'Contract change',
  date_change: 'Date change',
  restriction: 'Restriction',
  referral: 'Referral',
  message: 'Message only',
  manual_review: 'Manual review',
  monitor: 'Monitoring only',
}

export const priorityWords: Record<Priority, string> = {
  URGENT: 'Urgent',
  HIGH: 'High',
  MEDIUM: 'Medium',
  LOW: 'Low',
}

export const outcomeWords: Record<OutcomeResult, string> = {
  on_time: 'Paid on time',
  late: 'Paid late',
  partial: 'Paid in part',
  missed: 'Not paid',
  deferred: 'Deferred',
  closed_by_bank: 'Closed by the bank',
}

export const rejectWords: Record<RejectReason, string> = {
  'already-in-contact': 'We are already in contact',
  'wrong-hardship': 'The hardship is wrong',
  'data-looks-wrong': 'The data looks wrong',
  'message-unsuitable': 'The message does not suit',
  'customer-should-not-be-contacted': 'This customer should not be contacted',
  other: 'Another reason',
}

export const roleWords: Record<Role, string> = {
  case_worker: 'Case worker',
  supervisor: 'Supervisor',
  auditor: 'Auditor',
  operator: 'Operator',
  bank_system: 'Bank system',
}

export const queueWords: Record<Queue, { name: string; empty: string }> = {
  open: {
    name: 'To decide',
    empty: 'Nobody waits for a first decision. New cases appear here by themselves.',
  },
  second: { name: 'Second approval', empty: 'No case waits for a second approval.' },
  mine: { name: 'My decisions', empty: 'None of the open cases carries a decision of yours.' },
  attention: { name: 'Needs attention', empty: 'Nothing is blocked and nothing is unclear.' },
  underway: { name: 'Waiting', empty: 'No approved message is on its way and no payment is awaited.' },
  monitoring: { name: 'Monitored', empty: 'No customer is being monitored.' },
  closed: { name: 'Closed', empty: 'No case has been closed yet.' },
  all: { name: 'All cases', empty: 'There is no case yet.' },
}

const productWords: Record<string, string> = {
  loan: 'Loan',
  card: 'Card',
  standing_order: 'Standing order',
  rent: 'Rent',
  insurance: 'Insurance',
}
export const productWord = (product: string): string => productWords[product] ?? plainWord(product)

/** `silent_drain` → "silent drain", `salary.over-30-days` → "salary over 30 days". */
export const plainWord = (code: string): string =>
  code
    .replaceAll(':', ', ')
    .replaceAll(/[._-]+/g, ' ')
    .trim()

/** The customer as shown: the masked name, else the token's first letters, which tell two apart and nobody's name. */
export const shownName = (row: Pick<CaseRow, 'maskedName' | 'customer'>): string =>
  row.maskedName ?? `Customer ${row.customer.slice(2, 8)}`
