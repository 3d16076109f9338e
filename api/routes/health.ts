import { ServiceError } from '../../domain/errors.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { within } from './probes.ts'

type HealthDeps = Pick<Deps, 'database' | 'metrics'>
type HealthHandlers = Pick<Handlers, 'getHealth' | 'getReadiness' | 'getMetrics'>

export const healthHandlers = ({ database, metrics }: HealthDeps): HealthHandlers => ({
  getHealth: () => Promise.resolve({ status: 'ok', detail: 'the process lives' }),
  getMetrics: async ({ response }) => {
    response.type(metrics.contentType).send(await metrics.text())
  },
  getReadiness: async () => {
    try {
      await within(database.query('select 1'))
      return { status: 'ok', detail: 'the database answers' }
    } catch {
      throw new ServiceError('unavailable', 'database', 'The database does not answer')
    }
  },
})
