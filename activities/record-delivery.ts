import type { CaseStage } from '../domain/case.ts'
import type { MessageStatus } from '../domain/message.ts'
import { hasArrived } from '../domain/message.ts'
import { writeStage, type StageChange } from '../stores/postgres/cases.ts'
import { actionOfCode } from '../stores/twilio/codes.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'

export type RecordDeliveryInput = {
  caseId: string
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

/** Shows what became of a step, and says what its end asks for. Error codes: stores/twilio/codes.json */
export const recordDelivery =
  ({ db }: Pick<CaseDeps, 'db'>) =>
  async (input: RecordDeliveryInput): Promise<Delivered> => {
    const { is, reason } = judge(input)
    const change: StageChange = {
      ...{ stage: stages[is], reason },
      holdUntil: null,
      approvedBy: is === 'halted' ? [] : input.approvedBy,
    }
    await db.transaction((client) =>
      writeStage(client, positionOf(input.caseId, input.sequence), change, { delivery: input.status }),
    )
    return { is, stage: change.stage, reason }
  }

const stages = {
  arrived: 'awaiting_outcome',
  sent: 'awaiting_outcome',
  'try-next': 'sending',
  'not-delivered': 'awaiting_outcome',
  halted: 'blocked',
} as const

function judge({ status, errorCode, hasNext }: RecordDeliveryInput): Omit<Delivered, 'stage'> {
  if (hasArrived(status)) return { is: 'arrived', reason: null }
  const hasFailed =
    status === null || status === 'failed' || status === 'undelivered' || status === 'canceled'
  if (!hasFailed) return { is: 'sent', reason: 'delivery-unconfirmed' }
  const action = actionOfCode(errorCode)
  const reason = `provider:${errorCode ?? 'unknown'}`
  if (action === 'suppress' || action === 'halt') return { is: 'halted', reason }
  // Nothing was taken, and trying again may help: a person says when.
  if (status === null && action !== 'other-channel') return { is: 'halted', reason }
  return { is: hasNext ? 'try-next' : 'not-delivered', reason }
}
