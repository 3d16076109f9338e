import { demoUsers } from '../auth/demo-users.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'

type StaffDeps = Pick<Deps, 'sessions' | 'relyingParty' | 'settings' | 'database'>

export const staffHandlers = (deps: StaffDeps): Pick<Handlers, 'getDemoUsers' | 'postSignOut'> => ({
  getDemoUsers: () => Promise.resolve({ users: deps.settings.embeddedIssuer ? [...demoUsers] : [] }),
  postSignOut: async ({ response, signedIn }) => {
    await deps.sessions.end(response, signedIn)
    await writeAudit(deps.database, { actorId: signedIn.actor.id, action: 'sign-out', subject: null })
    return { next: await deps.relyingParty.signOutUrl() }
  },
})
