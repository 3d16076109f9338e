import { localDateOf } from '../domain/bank-time.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { raiseUrgency, writeStage, type StageChange } from '../stores/postgres/cases.ts'
import { isAbsent, leastLoaded } from '../stores/postgres/staff.ts'
import { bankNow } from './bank-now.ts'
import type { CaseDeps } from './deps.ts'
import { positionOf } from './position.ts'

export type FollowSlaInput = {
  caseId: string
  step: 'remind' | 'escalate' | 'reassign'
  sequence: number
  change: StageChange
  assignee: string | null
  bankZone: string
}
/** `why` stands in the case's history. */
export type FollowedSla = { step: FollowSlaInput['step']; assignee: string | null; why: string }

const whys = {
  remind: 'three quarters of the SLA are used up',
  escalate: 'the SLA is over',
  reassign: 'the SLA has been over for a quarter of its time',
} as const

/**
 * What a step of the SLA does: it reminds, it lifts the case above all that are in time, it gives the case to who is here
 * and has the fewest. A case whose worker is absent is given away at the first step.
 */
export const followSla =
  ({ db, clock, rehearsal = false }: Pick<CaseDeps, 'db' | 'clock' | 'rehearsal'>) =>
  async ({ caseId, step, sequence, change, assignee, bankZone }: FollowSlaInput): Promise<FollowedSla> => {
    const { now_ms } = bankNow(clock)
    const today = localDateOf(now_ms, bankZone)
    return db.transaction(async (client) => {
      const isAway = assignee !== null && (await isAbsent(client, assignee, today))
      const gives = isAway || step === 'reassign'
      const next = (gives ? await leastLoaded(client, today, assignee, caseId) : null) ?? assignee
      const why = isAway && next !== assignee ? `${whys[step]}; the worker is absent` : whys[step]
      const position = positionOf(caseId, sequence)
      const isFirst = await writeStage(client, position, { ...change, assignee: next, escalation: step })
      if (isFirst && step !== 'remind') await raiseUrgency(client, caseId)
      if (isFirst)
        await writeAudit(client, {
          actorId: 'sla',
          action: `sla.${step}`,
          subject: caseId,
          details: { why, from: assignee, to: next, ...(rehearsal && { rehearsal }) },
        })
      return { step, assignee: next, why }
    })
  }
