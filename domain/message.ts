import { z } from 'zod'

/** Provider statuses in the order in which they can only grow (callbacks come unordered: move forward only). */
export const messageStatuses = [
  'accepted',
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'undelivered',
  'failed',
  'canceled',
] as const
export const messageStatusSchema = z.enum(messageStatuses)
export type MessageStatus = z.infer<typeof messageStatusSchema>

const rank: Record<MessageStatus, number> = {
  accepted: 0,
  queued: 1,
  sending: 2,
  sent: 3,
  undelivered: 4,
  failed: 4,
  canceled: 4,
  delivered: 5,
  read: 6,
}
export const isForward = (from: MessageStatus | null, to: MessageStatus): boolean =>
  from === null || rank[to] > rank[from]
export const isTerminal = (status: MessageStatus): boolean => rank[status] >= 4
export const hasArrived = (status: MessageStatus | null): boolean =>
  status === 'delivered' || status === 'read'

/**
 * Where a dispatch step stands. `intended`: the intent row is written, nothing more is known; `accepted`: the provider
 * answered with its id; `unknown`: it may or may not have been sent and is never sent again by itself;
 * `refused`: the provider said no for good; `blocked`: the gate said no, or the provider did not take it for a cause that
 * can be mended, and it may be intended again.
 */
export const dispatchStateSchema = z.enum(['intended', 'accepted', 'unknown', 'refused', 'blocked'])
export type DispatchState = z.infer<typeof dispatchStateSchema>

/** case + plan hash + step index: never the run id, so that a reset cannot send again. */
export const dispatchKeyOf = (caseId: string, planHash: string, stepIndex: number): string =>
  `${caseId}/${planHash}/${stepIndex}`
