import { writeAudit } from '../../stores/postgres/audit.ts'
import { registrationsOf, writeRegistrations } from '../../stores/postgres/registrations.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type RegistrationHandlers = Pick<Handlers, 'listRegistrations' | 'putRegistrations'>

export const registrationHandlers = ({ database }: Pick<Deps, 'database'>): RegistrationHandlers => ({
  listRegistrations: async ({ query: { country } }) => ({
    registrations: await registrationsOf(database, country),
  }),
  putRegistrations: async ({ body: { registrations }, signedIn }) => {
    await database.transaction(async (client) => {
      await writeRegistrations(client, registrations, signedIn.actor.id)
      const details = { registrations: registrations.length }
      await writeAudit(client, {
        actorId: signedIn.actor.id,
        action: 'registrations.written',
        subject: null,
        details,
      })
    })
    return {}
  },
})
