import { localDateOf, type ClockMap } from '../domain/bank-time.ts'
import type { CaseEnding, CaseStart } from '../domain/case.ts'
import { hasArrived } from '../domain/message.ts'
import { outcomeOf, type OutcomeResult, type Receipt } from '../domain/outcome.ts'
import { coolDownUntil } from '../policies/opening.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { writeCase, writeStage } from '../stores/postgres/cases.ts'
import { stepsOf, type DispatchIntent } from '../stores/postgres/dispatch.ts'
import { closeEpisode } from '../stores/postgres/episodes.ts'
import { currentEvidence } from '../stores/postgres/evidence.ts'
import { heldOutFace } from '../stores/postgres/hold-outs.ts'
import { settlementsOf } from '../stores/postgres/obligations.ts'
import { outcomeOfCase, writeCaseOutcome } from '../stores/postgres/outcomes.ts'
import { bankNow } from './bank-now.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'

export type RecordOutcomeInput = {
  start: CaseStart
  sequence: number
  ending: CaseEnding
  approvedBy: readonly string[]
  wasApproved: boolean
  wasBlocked: boolean
  /** The customer was erased: the case ends without a label. */
  isErased: boolean
  /** Nobody has seen it: now that it is sealed they may. */
  isHeldOut: boolean
}
/** `result` null: the obligation is still open by the bank's clock; nothing was written. */
export type RecordedOutcome = { result: OutcomeResult | null; clock: ClockMap }

/**
 * Writes the label and closes the case: outcome row, case row, ledger with cool-down and audit in one transaction.
 * Judges by the settlements on record and the bank's clock, not by what the workflow believes.
 */
export const recordOutcome =
  (deps: CaseDeps) =>
  async (input: RecordOutcomeInput): Promise<RecordedOutcome> => {
    const { start } = input
    const { now_ms, clock } = bankNow(deps.clock)
    if (input.isErased) {
      await closeErased(deps, input, now_ms)
      return { result: null, clock }
    }
    const written = await outcomeOfCase(deps.db, start.caseId)
    const result = written?.result ?? (await judge(deps, start, now_ms))
    if (result) await close(deps, input, result, now_ms)
    return { result, clock }
  }

async function judge({ db }: CaseDeps, start: CaseStart, now_ms: number): Promise<OutcomeResult | null> {
  const { id, dueDate, amountMinor } = start.obligation
  const settlements = await settlementsOf(db, start.customer, id)
  // A settlement that is on record has happened, even where its day is later than our clock's.
  const today = settlements.reduce(
    (latest, { date }) => (date > latest ? date : latest),
    localDateOf(now_ms, start.bankZone),
  )
  return outcomeOf({ dueDate, amountMinor }, settlements, today)
}

async function close(
  { db, packs }: CaseDeps,
  { start, sequence, ending, approvedBy, wasApproved, wasBlocked, isHeldOut }: RecordOutcomeInput,
  result: OutcomeResult,
  now_ms: number,
): Promise<void> {
  const stored = await currentEvidence(db, start.caseId)
  const evidence = stored?.evidence ?? null
  const steps = await stepsOf(db, start.caseId)
  const closedAt = new Date(now_ms).toISOString()
  const cooled = evidence ? coolDownUntil(await packs.of(evidence.pack), now_ms) : null
  await db.transaction(async (client) => {
    await writeCaseOutcome(client, {
      customer: start.customer,
      obligationId: start.obligation.id,
      dueDate: start.obligation.dueDate,
      result,
      decidedAt: closedAt,
      caseId: start.caseId,
      assignment: start.assignment,
      receipt: receiptOf(steps, wasApproved, wasBlocked),
      action: evidence?.intervention.id ?? null,
      channel: steps.findLast((step) => step.state !== 'blocked')?.channel ?? null,
      features: evidence?.features ?? null,
      featuresAsOf: evidence?.asOf ?? null,
      evidenceHash: stored?.hash ?? null,
    })
    const delivery = steps.findLast((step) => step.status !== null)?.status ?? null
    const position = positionOf(start.caseId, sequence)
    const ended = {
      stage: 'closed',
      reason: ending,
      holdUntil: null,
      approvedBy,
      snoozedUntil: null,
    } as const
    const change = { ...ended, delivery, outcome: result }
    const face = isHeldOut ? await heldOutFace(client, start.caseId) : null
    if (face) await writeCase(client, { ...position, sequence: 0 }, change, face)
    const isFirst = await writeStage(client, position, change)
    await closeEpisode(client, start.caseId, closedAt, cooled)
    if (isFirst)
      await writeAudit(client, {
        actorId: 'case',
        action: 'case.closed',
        subject: start.caseId,
        details: { ending, result },
      })
  })
}

/** Nothing is learnt from whom we were asked to forget; the ledger and the row say that the case is over. */
async function closeErased(
  { db }: CaseDeps,
  { start: { caseId }, sequence, ending }: RecordOutcomeInput,
  now_ms: number,
): Promise<void> {
  await db.transaction(async (client) => {
    const change = { stage: 'closed', reason: 'cancelled:customer-erased', holdUntil: null } as const
    await writeStage(client, positionOf(caseId, sequence), { ...change, approvedBy: [], snoozedUntil: null })
    await closeEpisode(client, caseId, new Date(now_ms).toISOString(), null)
    const details = { ending, result: null }
    await writeAudit(client, { actorId: 'case', action: 'case.closed', subject: caseId, details })
  })
}

const receiptOf = (steps: readonly DispatchIntent[], approved: boolean, blocked: boolean): Receipt => ({
  approved,
  blocked,
  sent: steps.some((step) => step.state === 'accepted'),
  delivered: steps.some((step) => hasArrived(step.status)),
  read: steps.some((step) => step.status === 'read'),
})
