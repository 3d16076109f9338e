import type { Queryable } from '../../stores/postgres/database.ts'
import { bankTimeAt } from '../../domain/bank-time.ts'
import { ServiceError } from '../../domain/errors.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { findByReference } from '../../stores/postgres/dispatch.ts'
import { recordStop } from '../../stores/postgres/opt-outs.ts'
import { tellOpenCases } from '../../stores/temporal/tell-open-cases.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

export type OptOutDeps = Pick<Deps, 'database' | 'cases' | 'clock' | 'log' | 'tokenise'>

/** The freephone, a branch, a letter, or a worker who was told: from now on nothing is sent. */
export const optOutHandlers = (deps: OptOutDeps): Pick<Handlers, 'postOptOut'> => ({
  postOptOut: async ({ body, signedIn }) => {
    const customer = 'customer' in body ? body.customer : deps.tokenise(body.customerId)
    await stopMessages(deps, customer, signedIn.actor.id, body.by)
    return { customer }
  },
})

/** One click in a mail: whose it is, the reference of the message says. @throws not-found | reference */
export async function stopByReference(deps: OptOutDeps, reference: string): Promise<void> {
  const step = await findByReference(deps.database, reference)
  if (!step) throw new ServiceError('not-found', 'reference', 'This link belongs to no message')
  await stopMessages(deps, step.customer, 'customer', 'link')
}

async function stopMessages(deps: OptOutDeps, customer: string, actorId: string, by: string): Promise<void> {
  const now_ms = bankTimeAt(deps.clock.current(), Date.now())
  await deps.database.transaction(async (client: Queryable) => {
    await recordStop(client, customer, now_ms)
    await writeAudit(client, { actorId, action: 'opt-out', subject: customer, details: { by } })
  })
  // It stands by now, and the gate looks before anything is sent.
  await tellOpenCases(deps, [customer], 'opt-out').catch((error: unknown) =>
    deps.log.warn({ err: error }, 'an open case was not told of an opt-out'),
  )
}
