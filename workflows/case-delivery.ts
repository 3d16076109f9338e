import type { Dispatched } from '../activities/dispatch-message.ts'
import { isTerminal, type MessageStatus } from '../domain/message.ts'
import { reconcileMessage } from './case-activities.ts'
import { setHeard, type Desk } from './case-desk.ts'
import { showDetails } from './case-details.ts'
import { stand } from './case-stage.ts'
import { isSettled, messageOrBankTime, messageWithin } from './case-waits.ts'

export type DeliveryEnd =
  | { status: MessageStatus; errorCode: string | null }
  | { status: null; errorCode: string | null }
  | 'unresolved'

/** Wall time without an end before the provider is asked, and how often it is asked before the case goes on. */
const DELIVERY_QUIET_MS = 10 * 60_000
const DELIVERY_ASKED_MAX = 3

/**
 * Follows a step to its end by the provider's callbacks; where they stay away it asks. An unknown step is resolved
 * before anything else: by a callback, else by the provider's list, else by a person.
 */
export async function followDelivery(desk: Desk, dispatched: Dispatched): Promise<DeliveryEnd> {
  const { dispatchKey } = dispatched
  if (dispatched.isFinal) return dispatched
  desk.stage = 'awaiting_delivery'
  showDetails(desk)
  if (dispatched.state === 'unknown' && !(await resolve(desk, dispatched))) return 'unresolved'
  let last: Exclude<DeliveryEnd, 'unresolved'> = dispatched
  for (let asked = 0; asked < DELIVERY_ASKED_MAX; asked++) {
    const heard = (): DeliveryEnd => desk.heard.get(dispatchKey) ?? last
    if (await messageWithin(DELIVERY_QUIET_MS, () => hasEnded(heard()), 'Delivery')) return heard()
    last = (await reconcileMessage({ dispatchKey })) ?? last
    if (hasEnded(last)) return last
  }
  return last
}

const hasEnded = (end: DeliveryEnd): boolean =>
  end !== 'unresolved' && end.status !== null && isTerminal(end.status)

/** Was it sent after all? False when the case went on without ever knowing. */
async function resolve(desk: Desk, { dispatchKey, quiet_ms }: Dispatched): Promise<boolean> {
  const isHeard = (): boolean => desk.heard.has(dispatchKey)
  const isEnded = (): boolean => desk.isRejected || desk.isCancelled
  if (await messageWithin(quiet_ms, isHeard, 'Was it sent?')) return true
  const found = await reconcileMessage({ dispatchKey })
  if (found) {
    setHeard(desk, { dispatchKey, ...found })
    return true
  }
  await stand(desk, 'unresolved', 'send-unknown')
  await messageOrBankTime(
    desk,
    () => isHeard() || isEnded() || isSettled(desk),
    () => desk.outcomeFinal_ms,
    'A person must find out whether it was sent',
  )
  // A rejection has written its own stage.
  if (isHeard() && !isEnded()) await stand(desk, 'awaiting_delivery', null)
  return isHeard()
}
