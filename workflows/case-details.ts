import { setCurrentDetails } from '@temporalio/workflow'
import type { CaseStage } from '../domain/case.ts'
import type { Desk } from './case-desk.ts'

type Wait = {
  waitsFor: string
  toDo: string
  /** When the wait ends by itself, where it does. */
  ends?: (desk: Desk) => { at_ms: number | null; by: 'bank time' | 'the wall clock' }
}

const DECIDE = 'Update `decide`, or signal `decision` with a token.'
const bankTime = (at_ms: number | null | undefined) => ({ at_ms: at_ms ?? null, by: 'bank time' as const })

const waits: Record<CaseStage, Wait> = {
  assessing: {
    waitsFor: 'score, hardship and plan.',
    toDo: 'Nothing. Where it lasts, look at the history’s last failure and at the log of `cases`.',
  },
  awaiting_decision: {
    waitsFor: 'a person who approves or rejects.',
    toDo: `The inbox; else ${DECIDE}`,
    ends: ({ proposal }) => bankTime(proposal?.dueDatePassed_ms),
  },
  awaiting_second: {
    waitsFor: 'a second person who approves.',
    toDo: `The inbox, by somebody else; else ${DECIDE}`,
    ends: ({ approvalEnds_ms }) => bankTime(approvalEnds_ms),
  },
  holding: {
    waitsFor: 'the end of the time to undo.',
    toDo: 'Nothing; who approved, or a supervisor, can undo.',
    ends: ({ holdUntil_ms }) => ({ at_ms: holdUntil_ms, by: 'the wall clock' }),
  },
  awaiting_window: {
    waitsFor: 'the next lawful moment.',
    toDo: 'Nothing; the pending timer shows it. It can be undone until then.',
    ends: ({ approvalEnds_ms }) => bankTime(approvalEnds_ms),
  },
  sending: {
    waitsFor: 'the gate and the provider.',
    toDo: 'Nothing. Where it lasts, see the pending activity; a step is never sent twice.',
  },
  awaiting_delivery: {
    waitsFor: 'the provider’s word on the message.',
    toDo: 'Nothing; after ten minutes without an end the provider is asked.',
  },
  unresolved: {
    waitsFor: 'a person, or a late word: a message may have been sent, the provider does not know of it.',
    toDo: 'Find out with the provider, then reject; nothing is ever sent again.',
    ends: ({ outcomeFinal_ms }) => bankTime(outcomeFinal_ms),
  },
  blocked: {
    waitsFor: 'a person: something stands against sending.',
    toDo: 'Reason `operations:…`: mend it and reset. Any other: the case workers’.',
    ends: ({ proposal }) => bankTime(proposal?.dueDatePassed_ms),
  },
  snoozed: {
    waitsFor: 'the day that somebody chose, or a change of the risk.',
    toDo: 'Nothing.',
    ends: ({ snoozedUntil_ms }) => bankTime(snoozedUntil_ms),
  },
  on_hold: {
    waitsFor: 'the end of a blocking hold: nothing is decided or sent, the SLA stands still.',
    toDo: 'Nothing; whoever placed the hold can release it.',
    ends: ({ onHold }) => bankTime(onHold?.until_ms),
  },
  monitoring: {
    waitsFor: 'the outcome, or a change of the risk; nothing is sent.',
    toDo: 'Nothing.',
    ends: ({ fallenUntil_ms, outcomeFinal_ms }) => bankTime(fallenUntil_ms ?? outcomeFinal_ms),
  },
  awaiting_outcome: {
    waitsFor: 'the payment, or the end of day 29 after the due date.',
    toDo: 'Nothing.',
    ends: ({ outcomeFinal_ms }) => bankTime(outcomeFinal_ms),
  },
  closed: { waitsFor: 'nothing.', toDo: 'Nothing.' },
}

/** What Temporal's pages say of a case: stage and reason, since when, what it waits for and until when, what to do. */
export function showDetails(desk: Desk): void {
  const { stage, reason } = desk
  if (desk.stageSince?.stage !== stage) desk.stageSince = { stage, at_ms: Date.now() }
  const { waitsFor, toDo, ends } = waits[stage]
  const { at_ms = null, by = null } = ends?.(desk) ?? {}
  setCurrentDetails(
    [
      `**${stage}** since ${instant(desk.stageSince.at_ms)}${reason ? ` (${reason})` : ''}`,
      `**Waits for** ${waitsFor}${at_ms === null ? '' : ` At the latest until ${instant(at_ms)}, ${by}.`}`,
      `**To do** ${toDo}`,
    ].join('\n\n'),
  )
}

const instant = (at_ms: number): string => new Date(at_ms).toISOString()
