import type { Cases } from '../../stores/temporal/cases.ts'
import type { Program } from '../kit/program.ts'
import type { Seen, Watch } from './drive.ts'

/** What the idle worker tells; the network's callback is played by the bench. */
export type Told = Seen | { caseId: string; is: 'dispatched'; dispatchKey: string }

export const tell = (told: Told): void => void process.send?.({ kind: 'told', ...told })

/** What both idle workers have in common. */
export const idleWorker = {
  address: process.env['TEMPORAL_ADDRESS'] ?? '',
  namespace: 'default',
  close: () => Promise.resolve(),
}

/** Cases whose activities do nothing, seen by what their workers tell of them. */
export function watchIdle(workers: readonly Program[], cases: Cases): Watch {
  const hear = (onSeen: (seen: Seen) => void, message: unknown): void => {
    const told = message as Told & { kind?: string }
    if (told.kind !== 'told') return
    if (told.is !== 'dispatched') return onSeen(told)
    const { caseId, dispatchKey } = told
    const status = { dispatchKey, providerId: 'none', status: 'delivered', errorCode: null } as const
    void cases.signalCase(caseId, 'messageStatus', status)
  }
  return {
    follow: (onSeen) => workers.forEach((worker) => worker.hear((message) => hear(onSeen, message))),
    pay: () => Promise.resolve(),
  }
}
