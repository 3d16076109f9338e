import { sha256 } from '../domain/hash.ts'
import type { MessageStatus } from '../domain/message.ts'
import type { ListedMessage, Provider } from '../domain/provider.ts'
import { knownProviderIds, readStep, type DispatchIntent } from '../stores/postgres/dispatch.ts'
import { recordMessageStatus } from '../stores/postgres/message-events.ts'
import { planByHash } from '../stores/postgres/plans.ts'
import type { OutreachDeps } from './deps.ts'
import { addressOf } from './gate.ts'

export type ReconcileMessageInput = { dispatchKey: string }
/** Null: the provider has no such message. */
export type Reconciled = { providerId: string; status: MessageStatus; errorCode: string | null } | null

/** The provider's clock and ours may differ, and its list shows whole seconds. */
const CLOCK_SKEW_MS = 60_000

/**
 * Asks the provider what became of a step: by its id where we have one, else by address, sender, time and the hash of the
 * text (a call has none). Sends nothing.
 */
export const reconcileMessage =
  (deps: OutreachDeps) =>
  async ({ dispatchKey }: ReconcileMessageInput): Promise<Reconciled> => {
    const step = await readStep(deps.db, dispatchKey)
    const provider = deps.providers[step.channel]
    const found = provider ? await lookFor(deps, provider, step) : null
    const providerId = found?.providerId ?? step.providerId
    if (!providerId) return null
    const status = found?.status ?? step.status ?? 'accepted'
    const errorCode = found?.errorCode ?? step.errorCode
    await recordMessageStatus(deps.db, { providerId, reference: step.reference, status, errorCode })
    const now = await readStep(deps.db, dispatchKey)
    return { providerId, status: now.status ?? status, errorCode: now.errorCode }
  }

const lookFor = (
  deps: OutreachDeps,
  provider: Provider,
  step: DispatchIntent,
): Promise<ListedMessage | null> =>
  step.providerId ? provider.read(step.providerId) : search(deps, provider, step)

async function search(
  deps: OutreachDeps,
  provider: Provider,
  step: DispatchIntent,
): Promise<ListedMessage | null> {
  const planned = (await planByHash(deps.db, step.caseId, step.planHash)).steps[step.stepIndex]
  const to = planned && addressOf(await deps.vault.readContact(step.customer), planned)
  if (!planned || !to) return null
  const from_ms = Date.parse(step.intendedAt) - CLOCK_SKEW_MS
  const listed = await provider.list({ to, from: planned.sender })
  const alike = listed.filter(
    ({ createdAt_ms, text }) =>
      createdAt_ms >= from_ms && (text === null || sha256(text) === step.bodySha256),
  )
  const known = await knownProviderIds(
    deps.db,
    alike.map((message) => message.providerId),
  )
  return alike.find((message) => !known.has(message.providerId)) ?? null
}
