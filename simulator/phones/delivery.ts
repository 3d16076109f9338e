import { setTimeout as pause } from 'node:timers/promises'
import { callBack, CALLBACK_WAITS_MS, type Account } from './callback.ts'
import { behaviourOf, stepsOf } from './numbers.ts'
import type { PhoneMessage, PhoneRecord, PhoneStatus } from './record.ts'

/** `listed_ms`: how long a new message is missing from lists. */
export type Delays = { sent_ms: number; ended_ms: number; listed_ms: number }
export const ordinaryDelays: Delays = { sent_ms: 400, ended_ms: 900, listed_ms: 1_500 }

export type Delivery = {
  account: Account
  delays: Delays
  write: (record: PhoneRecord) => void
  now: () => string
  /** Runs work beside the delivery, until it is done or the network stops. */
  run: (work: Promise<void>) => void
  signal: AbortSignal
}

/** Takes a message from where it stands to its end, and tells the sender on the way. Ends early when the network stops. */
export async function deliver(delivery: Delivery, message: PhoneMessage): Promise<void> {
  if (message.direction === 'inbound') return
  const { callbacks } = behaviourOf(message.to)
  const steps = stepsOf(message.medium, message.to)
  const stands = steps.findIndex(({ status }) => status === message.status)
  for (const [index, { status, errorCode }] of steps.entries()) {
    if (index <= stands) continue
    const { sent_ms, ended_ms } = delivery.delays
    await pause(index === 0 ? sent_ms : ended_ms, undefined, { signal: delivery.signal })
    delivery.write({ kind: 'status', at: delivery.now(), sid: message.sid, status, errorCode })
    if (callbacks === 'in-order') delivery.run(tell(delivery, message, { status, errorCode }))
  }
  if (callbacks === 'disorder' && stands < steps.length - 1) await tellInDisorder(delivery, message)
}

/** Repeats the callbacks that a stopped network still owed: reached statuses that no answer has confirmed. */
export function tellWhatIsOwed(
  delivery: Delivery,
  message: PhoneMessage,
  records: readonly PhoneRecord[],
): void {
  if (behaviourOf(message.to).callbacks !== 'in-order') return
  const tries = records.filter((record) => record.kind === 'callback')
  for (const record of records) {
    if (record.kind !== 'status') continue
    const own = tries.filter((each) => each.status === record.status)
    const heard = own.some(({ answer }) => answer !== null && answer >= 200 && answer < 300)
    if (!heard && own.length < CALLBACK_WAITS_MS.length) delivery.run(tell(delivery, message, record))
  }
}

type Status = { status: PhoneStatus; errorCode: number | null }

const tell = (delivery: Delivery, message: PhoneMessage, { status, errorCode }: Status): Promise<void> =>
  callBack(
    delivery.account,
    { message, status, errorCode },
    (attempt, answer) =>
      delivery.write({ kind: 'callback', at: delivery.now(), sid: message.sid, status, attempt, answer }),
    delivery.signal,
  )

/** The end first, then the end again, then what came before it. */
async function tellInDisorder(delivery: Delivery, message: PhoneMessage): Promise<void> {
  const steps = stepsOf(message.medium, message.to)
  for (const each of [...steps.slice(-1), ...steps.slice(-1), ...steps.slice(0, 1)])
    await tell(delivery, message, each)
}
