import { bankTimeAt } from '../../domain/bank-time.ts'
import { readCounts } from '../../stores/postgres/inbox-counts.ts'
import { newestFacts } from '../../stores/postgres/operations.ts'
import { newestTick } from '../../stores/postgres/ticks.ts'
import type { Status } from '../contract/status.ts'
import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handler.ts'
import { beginningOf } from './beginning.ts'
import { sharedFor } from './shared.ts'

/** Everybody's header asks for it: within this time they share one answer. */
const SHARED_MS = 500

type StatusDeps = Pick<Deps, 'database' | 'clock' | 'settings' | 'probes'>

export function statusHandlers(deps: StatusDeps): Pick<Handlers, 'getStatus' | 'getMe'> {
  return {
    getStatus: sharedFor(SHARED_MS, () => readStatus(deps)),
    getMe: ({ signedIn }) =>
      Promise.resolve({
        id: signedIn.actor.id,
        name: signedIn.name,
        roles: signedIn.actor.roles,
        permissions: signedIn.actor.permissions,
        csrf: signedIn.csrf,
        mode: deps.settings.mode,
        bankZone: deps.settings.bankZone,
      }),
  }
}

async function readStatus({ database, clock, settings, probes }: StatusDeps): Promise<Status> {
  const map = clock.current()
  const wall_ms = Date.now()
  const [counts, components, workers, lag, newest, tick] = await Promise.all([
    readCounts(database),
    probes.components(),
    probes.workers(),
    probes.streamLag(),
    newestFacts(database),
    newestTick(database),
  ])
  return {
    mode: settings.mode,
    rehearsal: settings.rehearsal,
    bankTime: new Date(bankTimeAt(map, wall_ms)).toISOString(),
    stream: { lag },
    beginning: beginningOf({ map, newest, isTicked: tick !== null }, settings, wall_ms),
    counts,
    components,
    workers,
    links: {
      temporal: settings.temporalUiUrl ?? null,
      workflows: workflowsUrl(settings),
      phones: settings.phonesUrl ?? null,
      docs: '/docs',
    },
  }
}

const workflowsUrl = ({ temporalUiUrl, temporalNamespace }: Deps['settings']): string | null =>
  temporalUiUrl ? new URL(`/namespaces/${temporalNamespace}/workflows`, temporalUiUrl).href : null
