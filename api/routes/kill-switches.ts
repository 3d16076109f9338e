import { ServiceError } from '../../domain/errors.ts'
import { writeAudit } from '../../stores/postgres/audit.ts'
import * as switches from '../../stores/postgres/kill-switches.ts'
import { tellOpenCases } from '../../stores/temporal/tell-open-cases.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'

type SwitchHandlers = Pick<Handlers, 'listKillSwitches' | 'postKillSwitch' | 'postKillSwitchLift'>

/** The gate sees a switch from the moment on which it is written; cases that were about to send the template are told. */
export const switchHandlers = (deps: Pick<Deps, 'database' | 'cases'>): SwitchHandlers => ({
  listKillSwitches: async () => ({ switches: await switches.standingSwitches(deps.database) }),
  postKillSwitch: async ({ body, signedIn }) => {
    const setBy = signedIn.actor.id
    const thrown = await deps.database.transaction(async (client) => {
      const row = await switches.throwSwitch(client, { ...body, setBy })
      if (!row) throw new ServiceError('conflict', 'stopped-already', 'This is stopped already.')
      const details = { scope: row.scope, value: row.value, reason: row.reason }
      await writeAudit(client, { actorId: setBy, action: 'kill-switch.thrown', subject: null, details })
      return row
    })
    const using =
      thrown.scope === 'template' ? await switches.casesWithTemplate(deps.database, thrown.value) : []
    await tellOpenCases(
      deps,
      using.map(({ customer }) => customer),
      'template-withdrawn',
    )
    return { switch: thrown, sentBack: using.length }
  },
  postKillSwitchLift: async ({ params: { id }, signedIn }) => {
    const liftedBy = signedIn.actor.id
    const thrown = await switches.findSwitch(deps.database, id)
    if (thrown?.setBy === liftedBy)
      throw new ServiceError('refused', 'own-switch', 'Another person than who stopped it must lift it.')
    return deps.database.transaction(async (client) => {
      const lifted = await switches.liftSwitch(client, id, liftedBy)
      if (!lifted)
        throw new ServiceError('not-found', 'nothing-stands', 'It is lifted already, or never was.')
      const details = { scope: lifted.scope, value: lifted.value }
      await writeAudit(client, { actorId: liftedBy, action: 'kill-switch.lifted', subject: null, details })
      return lifted
    })
  },
})
