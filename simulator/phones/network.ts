import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { ServiceError } from '../../domain/errors.ts'
import type { Account } from './callback.ts'
import { deliver, ordinaryDelays, tellWhatIsOwed, type Delays, type Delivery } from './delivery.ts'
import type { PhoneLog } from './log.ts'
import { behaviourOf } from './numbers.ts'
import { foldRecord, type PhoneMessage, type PhoneRecord } from './record.ts'
import type { MessageRequest } from './request.ts'
import { twilioErrors, type TwilioError } from './twilio-errors.ts'

/** All messages are held in memory; a network that is full wants a new home. */
const MESSAGES_MAX = 200_000

/** Pages that may watch at a time. */
export const LISTENERS_MAX = 50

export type Accepted = { message: PhoneMessage; answer: 'created' | 'never' | 'server-error' }

/** The pretend phone network. All it knows is its log; it emits `changed` after each line. */
export type Network = {
  account: Account
  records: readonly PhoneRecord[]
  /** By sid, oldest first. */
  messages: ReadonlyMap<string, PhoneMessage>
  changes: EventEmitter<{ changed: [] }>
  accept(request: MessageRequest): Accepted | { error: TwilioError }
  /** Notes a request that was refused before it was looked at any closer. */
  refuse(to: string, from: string, code: number): void
  /** Stops all deliveries where they stand; the next start takes them up again. */
  stop(): Promise<void>
}

/** Opens the network on its log and takes up whatever was under way. */
export function openNetwork(account: Account, log: PhoneLog, delays: Delays = ordinaryDelays): Network {
  const messages = new Map<string, PhoneMessage>()
  const changes = new EventEmitter<{ changed: [] }>().setMaxListeners(LISTENERS_MAX + 1)
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  const now = () => new Date().toISOString()
  const write = (record: PhoneRecord) => {
    log.append(record)
    foldRecord(messages, record)
    changes.emit('changed')
  }
  const run = (work: Promise<void>) => {
    const done = work.catch(ignoreAbort).finally(() => running.delete(done))
    running.add(done)
  }
  const delivery: Delivery = { account, delays, write, now, run, signal: stopping.signal }

  for (const record of log.records) foldRecord(messages, record)
  const history = Map.groupBy(log.records, (record) => ('sid' in record ? record.sid : ''))
  for (const message of messages.values()) {
    tellWhatIsOwed(delivery, message, history.get(message.sid) ?? [])
    run(deliver(delivery, message))
  }

  const refuse = (to: string, from: string, code: number) =>
    write({ kind: 'refused', at: now(), to, from, code })
  return {
    account,
    records: log.records,
    messages,
    changes,
    refuse,
    accept(request) {
      const error =
        messages.size >= MESSAGES_MAX ? twilioErrors.tooManyRequests() : refusalOf(request, log.records)
      if (error) {
        refuse(request.to, request.from, error.code)
        return { error }
      }
      const sid = `SM${randomBytes(16).toString('hex')}`
      write({ kind: 'accepted', at: now(), sid, ...request })
      const message = messages.get(sid)
      if (!message) throw new ServiceError('corrupt', 'phone-log', 'An accepted message is not in the log.')
      run(deliver(delivery, message))
      return { message: { ...message }, answer: behaviourOf(request.to).answer }
    },
    async stop() {
      stopping.abort()
      while (running.size > 0) await Promise.all(running)
      log.close()
    },
  }
}

function refusalOf({ to }: MessageRequest, records: readonly PhoneRecord[]): TwilioError | null {
  const { refuses } = behaviourOf(to)
  if (!refuses) return null
  if (refuses.when === 'always') return twilioErrors.invalidTo(to)
  const last = records.findLast((record) => 'to' in record && record.to === to)
  return last?.kind === 'refused' ? null : twilioErrors.tooManyRequests()
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error
}
