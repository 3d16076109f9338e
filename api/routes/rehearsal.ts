import { ServiceError } from '../../domain/errors.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

/** Only where the instance rehearses: people have their ten seconds everywhere else. */
export const rehearsalHandlers = ({
  cases,
  settings,
  signUndoRelease,
}: Pick<Deps, 'cases' | 'settings' | 'signUndoRelease'>): Pick<Handlers, 'postUndoTimeOver'> => ({
  postUndoTimeOver: async ({ params: { id } }) => {
    if (!settings.rehearsal)
      throw new ServiceError('refused', 'no-rehearsal', 'This instance does not rehearse')
    await cases.signalCase(id, 'undoTimeOver', { token: signUndoRelease(id) })
    return {}
  },
})
