import type { CaseDetail } from '../../api/contract.ts'
import { plainWord, stageWords } from './terms.ts'

/** What the decision bar says: where the case stands for the person who looks at it. */
export type Standing = { icon: string; title: string; text: string | null }

export function standing(detail: CaseDetail): Standing {
  const { row, may } = detail
  switch (row.stage) {
    case 'awaiting_decision':
      return {
        icon: 'i-lucide-message-square-text',
        title: titleOfFirst(may),
        text: may.why ?? firstRule(detail),
      }
    case 'awaiting_second':
      return { icon: 'i-lucide-users', title: titleOfSecond(detail), text: may.why ?? secondRule(detail) }
    case 'holding':
      return {
        icon: 'i-lucide-undo-2',
        title: 'Approved',
        text: 'It is sent when the ten seconds are over.',
      }
    case 'closed':
      return { icon: 'i-lucide-archive', title: stageWords.closed, text: reasonOf(detail) }
    default:
      return { icon: 'i-lucide-hourglass', title: titleOfWaiting(detail), text: reasonOf(detail) }
  }
}

/** The buttons' words: where nothing would be sent, rejecting is closing. */
export const decisionLabels = ({ row, plan }: CaseDetail): { approve: string; reject: string } => ({
  approve: row.stage === 'awaiting_second' ? 'Approve as second' : 'Approve',
  reject: plan && plan.steps.length > 0 ? 'Reject' : 'Close with a reason',
})

function titleOfFirst(may: CaseDetail['may']): string {
  if (may.approve) return 'Send this message?'
  return may.reject ? 'To be reviewed by hand' : stageWords.awaiting_decision
}

function titleOfSecond({ row }: CaseDetail): string {
  const first = row.approvedBy[0]
  return first ? `${first.name} approved; a second person is needed` : 'A second approval is needed'
}

const titleOfWaiting = ({ row, waitsFor }: CaseDetail): string =>
  waitsFor ? `Waits for ${waitsFor.what}` : stageWords[row.stage]

const reasonOf = ({ row }: CaseDetail): string | null =>
  row.stageReason && `Reason: ${plainWord(row.stageReason)}`

function firstRule({ row }: CaseDetail): string {
  if (!row.needsSecond) return 'Your approval is enough. You have ten seconds to undo it.'
  return row.needsCreditAuthority
    ? 'A second person with credit authority must approve too before anything is sent.'
    : 'A second person must approve too before anything is sent.'
}

const secondRule = ({ row }: CaseDetail): string =>
  row.needsCreditAuthority
    ? 'You are another person and hold credit authority: your approval releases it, with ten seconds to undo.'
    : 'You are another person: your approval releases it, with ten seconds to undo.'
