import type { Cases } from '../../stores/temporal/cases.ts'
import type { Program } from '../kit/program.ts'
import type { Seen, Watch } from './drive.ts'

/** What the idle worker tells; the network's callback is played by the bench. */
export type Told = Seen | { caseId: string; is: 'dispatched'; dispatchKey: string }

/** Cases whose activities do nothing, seen by what their worker tells of them. */
export function watchIdle(worker: Program, cases: Cases): Watch {
  return {
    follow: (onSeen) =>
      worker.hear((message) => {
        const told = message as Told & { kind?: string }
        if (told.kind !== 'told') return
        if (told.is !== 'dispatched') return onSeen(told)
        const { caseId, dispatchKey } = told
        const status = { dispatchKey, providerId: 'none', status: 'delivered', errorCode: null } as const
        void cases.signalCase(caseId, 'messageStatus', status)
      }),
    pay: () => Promise.resolve(),
  }
}
