import { consentSchema, type Consent } from '../../domain/contact.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import { writeConsents } from '../../stores/postgres/consents.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { fieldErrors } from '../http/validate.ts'
import { takeItems, type ReadItem } from './items.ts'

type ConsentDeps = Pick<Deps, 'database' | 'tokenise'>

export const consentHandlers = ({ database, tokenise }: ConsentDeps): Pick<Handlers, 'postConsents'> => ({
  postConsents: ({ body, signedIn }) =>
    takeItems(body.items, readConsent, (consents) =>
      database.transaction(async (client) => {
        await writeConsents(
          client,
          consents.map(({ customerId, ...consent }) => ({ customer: tokenise(customerId), ...consent })),
        )
        const details = { consents: consents.length }
        await writeAudit(client, {
          actorId: signedIn.actor.id,
          action: 'consents.write',
          subject: null,
          details,
        })
      }),
    ),
})

function readConsent(item: unknown): ReadItem<Consent> {
  const parsed = consentSchema.safeParse(item)
  return parsed.success ? { good: parsed.data } : { wrong: fieldErrors(parsed.error, 'item') }
}
