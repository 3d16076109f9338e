import { dispatchKeyOf, type DispatchState, type MessageStatus } from '../domain/message.ts'
import type { StepRef } from '../domain/plan.ts'
import type { CodeAction, SendResult } from '../domain/provider.ts'
import { faultPoint } from '../stores/fault-points.ts'
import { writeStage } from '../stores/postgres/cases.ts'
import {
  findStep,
  readBegun,
  recordAnswer,
  type Answer,
  type DispatchIntent,
} from '../stores/postgres/dispatch.ts'
import { recordOptOut } from '../stores/postgres/opt-outs.ts'
import { actionOfCode } from '../stores/codes.ts'
import { bankNow } from './bank-now.ts'
import type { OutreachDeps } from './deps.ts'
import { fillText } from './fill-text.ts'
import { beating } from './heartbeat.ts'
import { addressOf, type JudgedStep } from './gate.ts'
import { judgeAtTurn } from './judge-at-turn.ts'
import { keepHalt } from './keep-halt.ts'
import { intendApproved, type Approval, type ApprovalEnd } from './intend-approved.ts'
import { contentFor, outgoing } from './outgoing.ts'
import { wordsOf } from './plan-words.ts'
import { positionOf } from './position.ts'

export type DispatchMessageInput = Approval & {
  ref: StepRef
  sequence: number
  approvedBy: readonly string[]
}
/**
 * `gate-closed`: nothing was intended, the gate must be asked again. `settled`, `lapsed`: nothing was intended, the approval
 * no longer holds. `action` says what a refusal asks for.
 */
export type Dispatched = {
  state: Exclude<DispatchState, 'intended'> | NotIntended
  dispatchKey: string
  status: MessageStatus | null
  errorCode: string | null
  action: CodeAction | null
  /** Wall time. */
  quiet_ms: number
  /** Nothing more will ever be told of it: a mail server takes a message and is silent. */
  isFinal: boolean
}

type NotIntended = 'gate-closed' | ApprovalEnd

/**
 * Sends one step of an approved plan, at most once: the intent row first, then the send, then the answer. A step whose
 * intent stands already without an answer is unknown and is never sent from here; where another step of the case may have
 * reached the customer, that one is followed.
 * @throws unavailable | approval-not-recorded (yet), sender-busy. Error codes: stores/{twilio,smtp}/codes.json
 */
export const dispatchMessage =
  (deps: OutreachDeps) =>
  async (input: DispatchMessageInput): Promise<Dispatched> => {
    const dispatchKey = dispatchKeyOf(input.ref.caseId, input.ref.planHash, input.ref.stepIndex)
    const begun = await findStep(deps.db, dispatchKey)
    if (begun && begun.state !== 'blocked') return conclude(deps, input, begun)
    const judged = await judgeAtTurn(deps, input.ref)
    if (judged.verdict.verdict !== 'pass') return notIntended(deps, dispatchKey, 'gate-closed')
    return intendAndSend(deps, input, dispatchKey, judged)
  }

async function intendAndSend(
  deps: OutreachDeps,
  input: DispatchMessageInput,
  dispatchKey: string,
  { step, contact, obligation, verdict }: JudgedStep,
): Promise<Dispatched> {
  const to = addressOf(contact, step)
  const provider = deps.providers[step.channel]
  if (!contact || !to || !provider) return notIntended(deps, dispatchKey, 'gate-closed')
  const words = await wordsOf(deps.vault, step)
  const content = await contentFor(deps.db, verdict.pack.id, step, contact)
  const text = fillText(words, contact)
  const key = { ...input.ref, dispatchKey, channel: step.channel }
  faultPoint('outreach.before-intent')
  const intended = await intendApproved(deps, input, { key, obligation, text, verdict })
  if (intended.is === 'begun') return conclude(deps, input, await readBegun(deps.db, key))
  if (intended.is !== 'intended') return notIntended(deps, dispatchKey, intended.is)
  const { intent } = intended
  faultPoint('outreach.after-intent')
  const message = outgoing(deps.publicUrl, { step, to, text, content, intent })
  const result = await beating(() => provider.send(message))
  faultPoint('outreach.after-send')
  const concluded = await conclude(deps, input, intent, answerOf(result))
  faultPoint('outreach.after-answer')
  return concluded
}

/** What of the provider's answer is stored. `refused` is for good: only where the recipient himself stands against it. */
export const answerOf = (result: SendResult): Answer => {
  if (result.is === 'accepted')
    return { state: 'accepted', providerId: result.providerId, status: result.status }
  if (result.is === 'unknown') return { state: 'unknown', errorCode: result.code }
  const isForGood = result.action === 'other-channel' || result.action === 'suppress'
  // Otherwise nothing was processed, and the step may be intended again once a person says so.
  return { state: isForGood ? 'refused' : 'blocked', errorCode: result.code }
}

const NO_ANSWER: Answer = { state: 'unknown', errorCode: null }

async function conclude(
  deps: OutreachDeps,
  { ref, sequence, approvedBy }: DispatchMessageInput,
  intent: DispatchIntent,
  answer: Answer = NO_ANSWER,
): Promise<Dispatched> {
  const { now_ms } = bankNow(deps.clock)
  return deps.db.transaction(async (client) => {
    const step = await recordAnswer(client, intent.dispatchKey, answer)
    const action = step.state === 'refused' || step.state === 'blocked' ? actionOfCode(step.errorCode) : null
    if (action === 'suppress') await recordOptOut(client, step, now_ms)
    if (action === 'halt') await keepHalt(client, step, step.errorCode, now_ms)
    if (step.state === 'accepted' || step.state === 'unknown')
      await writeStage(client, positionOf(ref.caseId, sequence), {
        stage: 'awaiting_delivery',
        reason: step.state === 'unknown' ? 'send-unknown' : null,
        holdUntil: null,
        approvedBy,
        delivery: step.status,
      })
    return dispatched(deps, step, action)
  })
}

function dispatched(deps: OutreachDeps, step: DispatchIntent, action: CodeAction | null): Dispatched {
  const state = step.state === 'intended' ? 'unknown' : step.state
  const { dispatchKey, status, errorCode } = step
  const isFinal = state === 'accepted' && deps.providers[step.channel]?.tellsDelivery === false
  return { state, dispatchKey, status, errorCode, action, quiet_ms: deps.quiet_ms, isFinal }
}

const notIntended = ({ quiet_ms }: OutreachDeps, dispatchKey: string, state: NotIntended): Dispatched => ({
  state,
  dispatchKey,
  status: null,
  errorCode: null,
  action: null,
  quiet_ms,
  isFinal: false,
})
