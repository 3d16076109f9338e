import type { CaseEnding } from '../domain/case.ts'
import { forgetApprovals, isApproved, type Desk } from './case-desk.ts'
import { matterOf, nextMatter_ms } from './case-matters.ts'
import { stand } from './case-stage.ts'
import { bankNow_ms, isSettled, messageOrBankTime } from './case-waits.ts'

export type Decided = 'approved' | 'rejected' | 'cancelled' | 'settled' | 'lapsed' | 'level-fell'

/** Waits for people to decide, as long as a decision can still help, and sees to what comes up meanwhile. */
export async function waitForDecision(desk: Desk): Promise<Decided> {
  for (;;) {
    const matter = matterOf(desk)
    const decided = decisionOf(desk)
    if (decided && !(decided === 'approved' && matter)) return decided
    if (matter) await matter.see(desk)
    else
      await messageOrBankTime(
        desk,
        () => decisionOf(desk) !== null || matterOf(desk) !== null,
        () => Math.min(endsUndecided_ms(desk), nextMatter_ms(desk)),
        'A decision is waited for; next: SLA, lapse or end',
      )
  }
}

function decisionOf(desk: Desk): Decided | null {
  if (isSettled(desk)) return 'settled'
  if (desk.isRejected) return 'rejected'
  if (desk.isCancelled) return 'cancelled'
  const now_ms = bankNow_ms(desk)
  if (now_ms >= dueDatePassed_ms(desk)) return 'lapsed'
  if (now_ms >= (desk.fallenUntil_ms ?? Infinity)) return 'level-fell'
  return isApproved(desk) ? 'approved' : null
}

const dueDatePassed_ms = ({ proposal }: Desk): number => proposal?.dueDatePassed_ms ?? Infinity

const endsUndecided_ms = (desk: Desk): number =>
  Math.min(dueDatePassed_ms(desk), desk.fallenUntil_ms ?? Infinity)

/** By Temporal's own button. */
export const CANCELLED_BY_OPERATIONS = 'cancelled:operations'

const reasons = {
  settled: 'settled-before-decision',
  lapsed: 'decision-lapsed',
  'level-fell': 'level-fell',
} as const
const endings = {
  rejected: 'rejected',
  cancelled: 'cancelled',
  settled: 'settled_before_decision',
  lapsed: 'decision_lapsed',
  'level-fell': 'level_fell',
} as const

/** Without a decision nothing is sent; the case still waits for the outcome. */
export async function endingOfUndecided(
  desk: Desk,
  decided: Exclude<Decided, 'approved'>,
): Promise<CaseEnding> {
  if (decided === 'cancelled') await standCancelled(desk)
  // A rejection has written its stage itself.
  if (decided === 'rejected' || decided === 'cancelled') return endings[decided]
  const { stage } = desk
  forgetApprovals(desk)
  await stand(desk, 'awaiting_outcome', reasons[decided])
  if (stage === 'blocked') return 'blocked'
  return stage === 'monitoring' && decided !== 'level-fell' ? 'monitored' : endings[decided]
}

/** Cancelled while something was being sent: only now the help ends. Elsewhere the stage is written already. */
async function standCancelled(desk: Desk): Promise<void> {
  if (desk.isErased || desk.stage === 'awaiting_outcome') return
  forgetApprovals(desk)
  await stand(desk, 'awaiting_outcome', CANCELLED_BY_OPERATIONS)
}
