import { sha256 } from '../domain/hash.ts'
import type { MessageStatus } from '../domain/message.ts'
import { knownProviderIds, readStep, type DispatchIntent } from '../stores/postgres/dispatch.ts'
import { recordMessageStatus } from '../stores/postgres/message-events.ts'
import { planByHash } from '../stores/postgres/plans.ts'
import type { ListedMessage } from '../stores/twilio/phone.ts'
import type { OutreachDeps } from './deps.ts'
import { addressOf } from './gate.ts'

export type ReconcileMessageInput = { dispatchKey: string }
/** Null: the provider has no such message. */
export type Reconciled = { providerId: string; status: MessageStatus; errorCode: string | null } | null

/** The provider's clock and ours may differ, and its list shows whole seconds. */
const CLOCK_SKEW_MS = 60_000

/**
 * Asks the provider what became of a step: by its id where we have one, else by number, sender, time and the hash of the
 * text. Sends nothing.
 */
export const reconcileMessage =
  (deps: OutreachDeps) =>
  async ({ dispatchKey }: ReconcileMessageInput): Promise<Reconciled> => {
    const step = await readStep(deps.db, dispatchKey)
    const found = step.providerId ? await deps.phone.read(step.providerId) : await search(deps, step)
    const providerId = found?.providerId ?? step.providerId
    if (!providerId) return null
    const status = found?.status ?? step.status ?? 'accepted'
    const errorCode = found?.errorCode ?? step.errorCode
    await recordMessageStatus(deps.db, { providerId, reference: step.reference, status, errorCode })
    const now = await readStep(deps.db, dispatchKey)
    return { providerId, status: now.status ?? status, errorCode: now.errorCode }
  }

async function search(deps: OutreachDeps, step: DispatchIntent): Promise<ListedMessage | null> {
  const planned = (await planByHash(deps.db, step.caseId, step.planHash)).steps[step.stepIndex]
  const to = planned && addressOf(await deps.vault.readContact(step.customer), planned)
  if (!planned || !to) return null
  const from_ms = Date.parse(step.intendedAt) - CLOCK_SKEW_MS
  const listed = await deps.phone.list({ to, from: planned.sender })
  const alike = listed.filter(
    (message) => message.createdAt_ms >= from_ms && sha256(message.text) === step.bodySha256,
  )
  const known = await knownProviderIds(
    deps.db,
    alike.map((message) => message.providerId),
  )
  return alike.find((message) => !known.has(message.providerId)) ?? null
}
