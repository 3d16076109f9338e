import { bankTimeAt, localDateOf } from '../../domain/bank-time.ts'
import { ServiceError } from '../../domain/errors.ts'
import { evaluationSchema, type Evaluation } from '../../domain/evaluation.ts'
import type { Token } from '../../domain/ids.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { openEpisode, openEpisodesOf } from '../../stores/postgres/episodes.ts'
import { breakSeal, openHoldOut } from '../../stores/postgres/hold-outs.ts'
import { latestEvaluation } from '../../stores/postgres/risk-queue.ts'
import { absencesAfter, recordAbsence } from '../../stores/postgres/staff.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type ByHandDeps = Pick<Deps, 'database' | 'cases' | 'tokenise' | 'clock' | 'settings'>
type ByHand = Pick<Handlers, 'postCase' | 'postBreakSeal' | 'getAbsences' | 'postAbsence'>

/** What people bring to the cases from outside: a customer's word, a call, a colleague's leave. */
export const byHandHandlers = (deps: ByHandDeps): ByHand => ({
  postCase: async ({ body, signedIn }) => {
    const { source, hardship } = body
    const customer = body.customer ?? deps.tokenise(body.customerId ?? '')
    const evaluation = await currentEvaluation(deps, customer)
    const byHand = { hardship, source, actorId: signedIn.actor.id }
    const episode = await openEpisode(deps.database, evaluation, byHand)
    if (!episode) throw await alreadyOpen(deps, customer)
    await writeAudit(deps.database, {
      actorId: signedIn.actor.id,
      action: 'case.opened-by-hand',
      subject: episode.caseId,
      details: { hardship, source },
    })
    // The opener starts what stands unstarted in the ledger.
    return { caseId: episode.caseId }
  },
  postBreakSeal: async ({ body: { customer, reason }, signedIn }) => {
    const actorId = signedIn.actor.id
    const caseId = await openHoldOut(deps.database, customer)
    await deps.database.transaction(async (client) => {
      if (caseId) await breakSeal(client, caseId, { actorId, reason })
      await writeAudit(client, {
        actorId,
        action: 'hold-out.seal-broken',
        subject: caseId,
        details: { reason },
      })
    })
    if (caseId) await deps.cases.signalCase(caseId, 'sealBroken', { by: actorId })
    return { caseId }
  },
  getAbsences: () => absences(deps),
  postAbsence: async ({ body, signedIn }) => {
    await recordAbsence(deps.database, body, signedIn.actor.id)
    return absences(deps)
  },
})

const absences = async ({ database, clock, settings }: ByHandDeps) => {
  const today = localDateOf(bankTimeAt(clock.current(), Date.now()), settings.bankZone)
  return { absences: await absencesAfter(database, today) }
}

/** @throws not-found | customer, refused | nothing-due */
async function currentEvaluation({ database }: ByHandDeps, customer: Token): Promise<Evaluation> {
  const body = await latestEvaluation(database, customer)
  if (body === null)
    throw new ServiceError('not-found', 'customer', 'No evaluation of this customer is known')
  const evaluation = evaluationSchema.parse(JSON.parse(body))
  if (evaluation.obligation) return evaluation
  throw new ServiceError('refused', 'nothing-due', 'Nothing of this customer falls due in 3 to 35 days')
}

/** A held-out case is not given away: the answer is the same, without its id. */
async function alreadyOpen({ database }: ByHandDeps, customer: Token): Promise<ServiceError> {
  const [open] = await openEpisodesOf(database, [customer])
  const isHidden = (await openHoldOut(database, customer)) !== null
  return new ServiceError('conflict', 'episode-open', 'A case of this customer is open already', {
    caseId: isHidden ? null : (open?.caseId ?? null),
  })
}
