import type { CaseDetail } from '../../api/contract.ts'
import { causeWord } from './context.ts'
import { t } from './language.ts'
import { said } from './server.ts'
import { stageWords } from './terms.ts'

/** What the decision bar says: where the case stands for the person who looks at it. */
export type Standing = { icon: string; title: string; text: string | null }

export function standing(detail: CaseDetail): Standing {
  const { row, may } = detail
  switch (row.stage) {
    case 'awaiting_decision':
      return {
        icon: 'i-lucide-message-square-text',
        title: titleOfFirst(may),
        text: may.why === null ? firstRule(detail) : said(may.why),
      }
    case 'awaiting_second':
      return {
        icon: 'i-lucide-users',
        title: titleOfSecond(detail),
        text: may.why === null ? secondRule(detail) : said(may.why),
      }
    case 'holding':
      return {
        icon: 'i-lucide-undo-2',
        title: t('Approved'),
        text: t('It is sent when the ten seconds are over.'),
      }
    case 'closed':
      return { icon: 'i-lucide-archive', title: stageWords.closed, text: reasonOf(detail) }
    default:
      return { icon: 'i-lucide-hourglass', title: titleOfWaiting(detail), text: reasonOf(detail) }
  }
}

/** The buttons' words: where nothing would be sent, rejecting is closing. */
export const decisionLabels = ({ row, plan }: CaseDetail): { approve: string; reject: string } => ({
  approve: row.stage === 'awaiting_second' ? t('Approve as second') : t('Approve'),
  reject: plan && plan.steps.length > 0 ? t('Reject') : t('Close with a reason'),
})

function titleOfFirst(may: CaseDetail['may']): string {
  if (may.approve) return t('Send this message?')
  return may.reject ? t('To be reviewed by hand') : stageWords.awaiting_decision
}

function titleOfSecond({ row }: CaseDetail): string {
  const first = row.approvedBy[0]
  return first
    ? t('{name} approved; a second person is needed', { name: first.name })
    : t('A second approval is needed')
}

const titleOfWaiting = ({ row, waitsFor }: CaseDetail): string =>
  waitsFor ? t('Waits for {what}', { what: said(waitsFor.what) }) : stageWords[row.stage]

const reasonOf = ({ row }: CaseDetail): string | null =>
  row.stageReason && t('Reason: {reason}', { reason: causeWord(row.stageReason) })

function firstRule({ row }: CaseDetail): string {
  if (!row.needsSecond) return t('Your approval is enough. You have ten seconds to undo it.')
  return row.needsCreditAuthority
    ? t('A second person with credit authority must approve too before anything is sent.')
    : t('A second person must approve too before anything is sent.')
}

const secondRule = ({ row }: CaseDetail): string =>
  row.needsCreditAuthority
    ? t(
        'You are another person and hold credit authority: your approval releases it, with ten seconds to undo.',
      )
    : t('You are another person: your approval releases it, with ten seconds to undo.')
