import { ServiceError } from '../../domain/errors.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { within } from './probes.ts'

type HealthDeps = Pick<Deps, 'database'>
type HealthHandlers = Pick<Handlers, 'getHealth' | 'getReadiness'>

export const healthHandlers = ({ database }: HealthDeps): HealthHandlers => ({
  getHealth: () => Promise.resolve({ status: 'ok', detail: 'the process lives' }),
  getReadiness: async () => {
    try {
      await within(database.query('select 1'))
      return { status: 'ok', detail: 'the database answers' }
    } catch {
      throw new ServiceError('unavailable', 'database', 'The database does not answer')
    }
  },
})
