import { setTimeout as pause } from 'node:timers/promises'
import type { Client, WorkflowHandle } from '@temporalio/client'
import { WorkflowNotFoundError, WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { defineSearchAttributeKey } from '@temporalio/common'
import { recentSegments } from '../../domain/bank-time.ts'
import {
  caseMessageNames,
  caseTaskQueue,
  caseWorkflowType,
  type ClockChanged,
  updateFor,
  type ContactRulesChanged,
  type DecideResult,
  type EvidenceChanged,
  type InboundReply,
  type MessageStatusChanged,
  type ObligationSettled,
  type SealBroken,
  type UndoTimeOver,
} from '../../domain/case-messages.ts'
import type { CaseStart } from '../../domain/case.ts'
import { readDecisionToken } from '../../domain/decision-token.ts'
import { isServiceError, ServiceError } from '../../domain/errors.ts'
import { serviceErrorOfUpdate } from './update-errors.ts'

/** What can be said to a running case as a signal, with its payload. */
export type CaseSignals = {
  obligationSettled: ObligationSettled
  messageStatus: MessageStatusChanged
  clockChanged: ClockChanged
  evidenceChanged: EvidenceChanged
  contactRulesChanged: ContactRulesChanged
  sealBroken: SealBroken
  inboundReply: InboundReply
  undoTimeOver: UndoTimeOver
  customerErased: Record<string, never>
}
export type SignalResult = 'delivered' | 'not-running'

export type Cases = {
  /** Starts the case's workflow; starting it again, running or closed, changes nothing. */
  startCase: (start: CaseStart) => Promise<void>
  signalCase: <N extends keyof CaseSignals>(
    caseId: string,
    name: N,
    payload: CaseSignals[N],
  ) => Promise<SignalResult>
  /** Brings a decision token to the case, by the Update that carries its verdict. @throws ServiceError refused | conflict | invalid (the validator's reason) | not-found | unavailable */
  decideCase: (caseId: string, token: string) => Promise<DecideResult>
}

const START_WITHIN_MS = 10_000
const SIGNAL_WITHIN_MS = 10_000
/** A case worker that restarts takes a few seconds; the Update waits that long. */
const UPDATE_WITHIN_MS = 60_000

/** The inbox may know a moment before the case does that it waits. */
const MOVING_ATTEMPTS_MAX = 15
const MOVING_PAUSE_MS = 200
const isStillMoving = (error: unknown): boolean => isServiceError(error) && error.reason === 'still-moving'

const dueDateKey = defineSearchAttributeKey('DueDate', 'DATETIME')
const stageKey = defineSearchAttributeKey('CaseStage', 'KEYWORD')

export function openCases(client: Client): Cases {
  const handleOf = (caseId: string): WorkflowHandle => client.workflow.getHandle(caseId)
  const update = async (caseId: string, token: string): Promise<DecideResult> => {
    const { name, updateId } = updateOf(token)
    const ask = () =>
      handleOf(caseId).executeUpdate<DecideResult, [{ token: string }]>(name, { args: [{ token }], updateId })
    for (let attempt = 1; ; attempt++) {
      try {
        return await client.withDeadline(Date.now() + UPDATE_WITHIN_MS, ask)
      } catch (thrown) {
        const error = serviceErrorOfUpdate(thrown)
        if (!isStillMoving(error) || attempt === MOVING_ATTEMPTS_MAX) throw error
        await pause(MOVING_PAUSE_MS)
      }
    }
  }
  return {
    startCase: (start) => startCase(client, start),
    signalCase: async (caseId, name, payload) => {
      try {
        await client.withDeadline(Date.now() + SIGNAL_WITHIN_MS, () =>
          handleOf(caseId).signal(caseMessageNames[name], slim(payload)),
        )
        return 'delivered'
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'not-running'
        throw error
      }
    },
    decideCase: update,
  }
}

/** A case keeps in its history what it is told: of the clock no more than it needs. */
const slim = <P extends CaseSignals[keyof CaseSignals]>(payload: P): P =>
  'clock' in payload ? { ...payload, clock: recentSegments(payload.clock) } : payload

async function startCase(client: Client, start: CaseStart): Promise<void> {
  try {
    await client.withDeadline(Date.now() + START_WITHIN_MS, () =>
      client.workflow.start(caseWorkflowType, {
        workflowId: start.caseId,
        taskQueue: caseTaskQueue,
        args: [{ ...start, clock: recentSegments(start.clock) }],
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        staticSummary: `${start.obligation.product}, due ${start.obligation.dueDate}`,
        typedSearchAttributes: [
          { key: stageKey, value: 'assessing' },
          { key: dueDateKey, value: new Date(`${start.obligation.dueDate}T00:00:00Z`) },
        ],
      }),
    )
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** The Update's id is the decision's, so that a decision sent twice is taken once. */
function updateOf(token: string): { name: string; updateId: string } {
  const claims = readDecisionToken(token)
  if (claims) return { name: updateFor(claims.verdict), updateId: claims.decisionId }
  throw new ServiceError('invalid', 'token-unreadable', 'This is no decision token.')
}
