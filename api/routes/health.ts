import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type HealthDeps = Pick<Deps, 'database' | 'settings'>
type HealthHandlers = Pick<Handlers, 'getHealth' | 'getReadiness'>

export const healthHandlers = ({ database }: HealthDeps): HealthHandlers => ({
  getHealth: () => Promise.resolve({ status: 'ok', detail: 'the process lives' }),
  getReadiness: async ({ response }) => {
    try {
      await database.query('select 1')
      return { status: 'ok', detail: 'the database answers' }
    } catch {
      response.status(503)
      return { status: 'failing', detail: 'the database does not answer' }
    }
  },
})
