import type { CaseDetail } from '../../api/contract.ts'
import { plainWord, stageWords } from './terms.ts'

export type DecisionWords = { icon: string; title: string; text: string | null; approve: string }

/** What the decision bar says: where the case stands for the person who looks at it. */
export function decisionWords(detail: CaseDetail): DecisionWords {
  const { row, may, waitsFor } = detail
  const first = row.approvedBy[0]
  const approve = row.stage === 'awaiting_second' ? 'Approve as second' : 'Approve'
  if (row.stage === 'awaiting_second') {
    const title = first ? `${first.name} approved; a second person is needed` : 'A second approval is needed'
    return { icon: 'i-lucide-users', title, text: may.why ?? secondRule(detail), approve }
  }
  if (row.stage === 'awaiting_decision') {
    const title = titleOfFirst(may)
    return { icon: 'i-lucide-message-square-text', title, text: may.why ?? firstRule(detail), approve }
  }
  if (row.stage === 'holding') {
    return {
      icon: 'i-lucide-undo-2',
      title: 'Approved',
      text: 'It is sent when the ten seconds are over.',
      approve,
    }
  }
  const title =
    row.stage === 'closed'
      ? stageWords.closed
      : waitsFor
        ? `Waits for ${waitsFor.what}`
        : stageWords[row.stage]
  return {
    icon: 'i-lucide-hourglass',
    title,
    text: row.stageReason && `Reason: ${plainWord(row.stageReason)}`,
    approve,
  }
}

function titleOfFirst(may: CaseDetail['may']): string {
  if (may.approve) return 'Send this message?'
  return may.reject ? 'Nothing to approve here' : stageWords.awaiting_decision
}

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
