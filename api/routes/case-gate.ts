import { judgeStep } from '../../activities/gate.ts'
import { bankTimeAt } from '../../domain/bank-time.ts'
import { ServiceError } from '../../domain/errors.ts'
import type { GateVerdict } from '../../policies/gate.ts'
import type { Pack } from '../../policies/pack.ts'
import { findInboxCase } from '../../stores/postgres/inbox.ts'
import { currentPlan } from '../../stores/postgres/plans.ts'
import type { CaseGate } from '../contract/case-context.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type GateDeps = Pick<Deps, 'database' | 'vault' | 'packs' | 'clock'>

/** As if everybody whose approval is needed had given it: that question is asked beside it. */
const SUPPOSED = { approvers: 2 }

export const gateHandlers = (deps: GateDeps): Pick<Handlers, 'getCaseGate'> => ({
  getCaseGate: async ({ params }) => {
    const { database, vault, packs, clock } = deps
    const record = await findInboxCase(database, params.id)
    if (!record) throw new ServiceError('not-found', 'case', 'There is no such case')
    const stored = await currentPlan(database, params.id)
    const steps = await Promise.all(
      (stored?.plan.steps ?? []).map(async ({ index, channel }) => {
        const ref = {
          ...{ caseId: record.id, customer: record.customer },
          ...{ planHash: stored?.hash ?? '', stepIndex: index },
        }
        const { verdict } = await judgeStep({ db: database, clock, vault, packs }, ref, SUPPOSED)
        return { index, channel, ...shownVerdict(await packs.inForce(verdict.pack.id), verdict) }
      }),
    )
    return { at: new Date(bankTimeAt(clock.current(), Date.now())).toISOString(), steps }
  },
})

type ShownVerdict = Omit<CaseGate['steps'][number], 'index' | 'channel'>

function shownVerdict(pack: Pack, { verdict, rule, until, queue }: GateVerdict): ShownVerdict {
  const known = pack.documents['contact-rules'].rules.find(({ id }) => id === rule)
  return {
    ...{ verdict, rule },
    ...{ says: known?.blocks ?? null, source: known?.source ?? null },
    ...{ until: until ?? null, queue: queue ?? null },
  }
}
