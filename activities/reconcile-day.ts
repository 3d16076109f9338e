import { DAY_MS } from '../domain/calendar.ts'
import { messageChannels } from '../domain/plan.ts'
import type { ListedMessage } from '../domain/provider.ts'
import { writeAudit } from '../stores/postgres/audit.ts'
import { knownProviderIds } from '../stores/postgres/dispatch.ts'
import { recordMessageStatus } from '../stores/postgres/message-events.ts'
import {
  keepReconciliation,
  openStepsBetween,
  type Reconciliation,
} from '../stores/postgres/reconciliations.ts'
import type { Cases } from '../stores/temporal/cases.ts'
import type { OutreachDeps } from './deps.ts'

type ReconcileDeps = Pick<OutreachDeps, 'db' | 'providers'> & { cases: Cases }

/**
 * Compares a day (UTC, wall time) of the providers' lists with our own steps: what a callback never told moves its step
 * forward and wakes its case; what the provider sent and we do not know goes into the audit. Sends nothing; a second look
 * at the same day changes nothing.
 */
export async function reconcileDay(deps: ReconcileDeps, day: string): Promise<Reconciliation> {
  const from_ms = Date.parse(`${day}T00:00:00Z`)
  const listed = await listDay(deps, from_ms)
  const known = await knownProviderIds(
    deps.db,
    listed.map(({ providerId }) => providerId),
  )
  let moved = 0
  for (const message of listed) if (known.has(message.providerId)) moved += await move(deps, message)
  const strange = listed.filter(({ providerId }) => !known.has(providerId))
  for (const { providerId } of strange)
    await writeAudit(deps.db, {
      actorId: 'reconciler',
      action: 'message.unknown-to-us',
      subject: null,
      details: { providerId, day },
    })
  const until = new Date(from_ms + DAY_MS).toISOString()
  const open = await openStepsBetween(deps.db, new Date(from_ms).toISOString(), until)
  const result = { day, listed: listed.length, moved, strange: strange.length, open }
  await keepReconciliation(deps.db, result)
  return result
}

async function listDay({ providers }: ReconcileDeps, from_ms: number): Promise<ListedMessage[]> {
  const lists = messageChannels.map(
    (channel) => providers[channel]?.listBetween(from_ms, from_ms + DAY_MS) ?? [],
  )
  return (await Promise.all(lists)).flat()
}

/** 1 where the provider knew more than we did. */
async function move(
  { db, cases }: ReconcileDeps,
  { providerId, status, errorCode }: ListedMessage,
): Promise<number> {
  if (!status) return 0
  const recorded = await recordMessageStatus(db, { providerId, reference: null, status, errorCode })
  if (!recorded?.signal) return 0
  await cases.signalCase(recorded.caseId, 'messageStatus', recorded.signal)
  return 1
}
