import { writeAudit } from '../../stores/postgres/audit.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type ContactDeps = Pick<Deps, 'database' | 'vault' | 'tokenise'>

export const contactHandlers = (deps: ContactDeps): Pick<Handlers, 'putContact' | 'postTokens'> => ({
  putContact: async ({ params, body, signedIn }) => {
    const customer = deps.tokenise(params.id)
    await deps.vault.writeContact(customer, body)
    await writeAudit(deps.database, {
      actorId: signedIn.actor.id,
      action: 'contact.write',
      subject: customer,
    })
    return { customer }
  },
  postTokens: ({ body }) => Promise.resolve({ tokens: body.customerIds.map(deps.tokenise) }),
})
