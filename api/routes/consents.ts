import { consentSchema, type Consent } from '../../domain/contact.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { writeConsents, type StoredConsent } from '../../stores/postgres/consents.ts'
import { tellOpenCases } from '../../stores/temporal/tell-open-cases.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { fieldErrors } from '../http/validate.ts'
import { takeItems, type ReadItem } from './items.ts'

type ConsentDeps = Pick<Deps, 'database' | 'tokenise' | 'cases' | 'log'>

export const consentHandlers = (deps: ConsentDeps): Pick<Handlers, 'postConsents'> => ({
  postConsents: ({ body, signedIn }) =>
    takeItems(body.items, readConsent, async (given) => {
      const consents = given.map(({ customerId, ...consent }) => ({
        customer: deps.tokenise(customerId),
        ...consent,
      }))
      await keep(deps, consents, signedIn.actor.id)
      await tell(deps, consents)
    }),
})

const keep = (
  { database }: ConsentDeps,
  consents: readonly StoredConsent[],
  actorId: string,
): Promise<void> =>
  database.transaction(async (client) => {
    await writeConsents(client, consents)
    const details = { consents: consents.length }
    await writeAudit(client, { actorId, action: 'consents.write', subject: null, details })
  })

/** The consents stand by now, and each case asks for them again before it sends: the answer does not wait for Temporal's health. */
async function tell(deps: ConsentDeps, consents: readonly StoredConsent[]): Promise<void> {
  const customers = consents.map(({ customer }) => customer)
  await tellOpenCases(deps, customers, 'basis').catch((error: unknown) =>
    deps.log.warn({ err: error }, 'open cases were not told of changed consents'),
  )
}

function readConsent(item: unknown): ReadItem<Consent> {
  const parsed = consentSchema.safeParse(item)
  return parsed.success ? { good: parsed.data } : { wrong: fieldErrors(parsed.error, 'item') }
}
