import { setTimeout as pause } from 'node:timers/promises'
import { ordinaryDelays } from '../../simulator/phones/delivery.ts'
import type { Cases } from '../../stores/temporal/cases.ts'
import type { Program } from '../kit/program.ts'
import type { Seen, Watch } from './drive.ts'
import { lookAgain } from './look.ts'

/** What the idle worker tells; the network's callback is played by the bench. */
export type Told = Seen | Dispatched
type Dispatched = { caseId: string; is: 'dispatched'; dispatchKey: string }

export const tell = (told: Told): void => void process.send?.({ kind: 'told', ...told })

/** What both idle workers have in common. */
export const idleWorker = {
  address: process.env['TEMPORAL_ADDRESS'] ?? '',
  namespace: 'default',
  close: () => Promise.resolve(),
}

/** Cases whose activities do nothing, seen by what their workers tell of them; the network takes its usual time. */
export function watchIdle(workers: readonly Program[], cases: Cases): Watch {
  let heard: Seen[] = []
  const hear = (message: unknown): void => {
    const told = message as Told & { kind?: string }
    if (told.kind !== 'told') return
    if (told.is === 'dispatched') void deliver(cases, told)
    else heard.push(told)
  }
  for (const worker of workers) worker.hear(hear)
  return {
    follow: (onSeen) =>
      lookAgain(() => {
        const seen = heard
        heard = []
        seen.forEach(onSeen)
        return Promise.resolve()
      }),
    pay: () => Promise.resolve(),
  }
}

async function deliver(cases: Cases, { caseId, dispatchKey }: Dispatched): Promise<void> {
  await pause(ordinaryDelays.sent_ms + ordinaryDelays.ended_ms)
  const status = { dispatchKey, providerId: 'none', status: 'delivered', errorCode: null } as const
  await cases.signalCase(caseId, 'messageStatus', status)
}
