import { planSpentReason, type CaseStage } from '../domain/case.ts'
import type { MessageStatus } from '../domain/message.ts'
import { hasArrived } from '../domain/message.ts'
import { writeStage, type StageChange } from '../stores/postgres/cases.ts'
import type { Queryable } from '../stores/postgres/database.ts'
import { readStep } from '../stores/postgres/dispatch.ts'
import { recordOptOut } from '../stores/postgres/opt-outs.ts'
import { actionOfCode } from '../stores/codes.ts'
import { bankNow } from './bank-now.ts'
import type { CaseDeps } from './deps.ts'
import { keepHalt } from './keep-halt.ts'
import { leaveTask } from '../stores/postgres/tasks.ts'
import { positionOf } from './position.ts'

export type RecordDeliveryInput = {
  caseId: string
  dispatchKey: string
  sequence: number
  /** Null: the provider never took it. */
  status: MessageStatus | null
  errorCode: string | null
  /** Is there a further approved channel? */
  hasNext: boolean
  approvedBy: readonly string[]
}
/** `try-next`: the next approved channel; `halted`: a person must look before anything else is sent. */
export type Delivered = {
  is: 'arrived' | 'sent' | 'try-next' | 'not-delivered' | 'halted'
  stage: CaseStage
  reason: string | null
}

/** Shows what became of a step, says what its end asks for, and keeps an opt-out or a fault of ours that it tells. Error codes: stores/codes.ts */
export const recordDelivery =
  ({ db, clock }: Pick<CaseDeps, 'db' | 'clock'>) =>
  async (input: RecordDeliveryInput): Promise<Delivered> => {
    const { is, reason } = judge(input)
    const change: StageChange = {
      stage: stages[is],
      reason,
      holdUntil: null,
      approvedBy: is === 'halted' ? [] : input.approvedBy,
      delivery: input.status,
    }
    const position = positionOf(input.caseId, input.sequence)
    if (!hasFailed(input)) await writeStage(db, position, change)
    else
      await db.transaction(async (client) => {
        await keepFailure(client, bankNow(clock).now_ms, input, is)
        await writeStage(client, position, change)
      })
    return { is, stage: change.stage, reason }
  }

const stages = {
  arrived: 'awaiting_outcome',
  sent: 'awaiting_outcome',
  'try-next': 'sending',
  'not-delivered': 'awaiting_outcome',
  halted: 'blocked',
} as const

const failures: readonly (MessageStatus | null)[] = [null, 'failed', 'undelivered', 'canceled']

const hasFailed = ({ status }: RecordDeliveryInput): boolean => failures.includes(status)

/**
 * What a failure says beyond this message: the customer has opted out, or our side is at fault. Where no channel is left a
 * worker has a task: the customer has heard nothing.
 */
async function keepFailure(
  client: Queryable,
  now_ms: number,
  { caseId, dispatchKey, errorCode }: RecordDeliveryInput,
  is: Delivered['is'],
): Promise<void> {
  if (is === 'try-next') return
  const step = await readStep(client, dispatchKey)
  const action = actionOfCode(errorCode)
  if (action === 'suppress') await recordOptOut(client, step, now_ms)
  if (action === 'halt') return keepHalt(client, step, errorCode, now_ms)
  const createdAt = new Date(now_ms).toISOString()
  const task = { kind: 'blocked', queue: 'cases', rule: `provider.${errorCode ?? 'unknown'}` } as const
  await leaveTask(client, { ...task, customer: step.customer, caseId, createdAt, dueAt: null })
}

function judge({ status, errorCode, hasNext }: RecordDeliveryInput): Omit<Delivered, 'stage'> {
  if (hasArrived(status)) return { is: 'arrived', reason: null }
  if (!failures.includes(status)) return { is: 'sent', reason: 'delivery-unconfirmed' }
  const action = actionOfCode(errorCode)
  const reason = `provider:${errorCode ?? 'unknown'}`
  if (status !== null && action === 'halt') return { is: 'halted', reason: planSpentReason(errorCode) }
  if (action === 'suppress' || action === 'halt') return { is: 'halted', reason }
  // Nothing was taken, and trying again may help: a person says when.
  if (status === null && action !== 'other-channel') return { is: 'halted', reason }
  return { is: hasNext ? 'try-next' : 'not-delivered', reason }
}
