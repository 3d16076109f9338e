import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { ServiceError } from '../../domain/errors.ts'
import type { Account } from './callback.ts'
import { deliver, ordinaryDelays, tellWhatIsOwed, type Delays, type Delivery } from './delivery.ts'
import { bringInbound, receive, type Typed } from './inbound.ts'
import type { PhoneLog } from './log.ts'
import { behaviourOf } from './numbers.ts'
import { foldRecord, type Medium, type PhoneMessage, type PhoneRecord } from './record.ts'
import { errorOfCode, twilioErrors, type TwilioError } from './twilio-errors.ts'

/** All messages are held in memory; a network that is full wants a new home. */
const MESSAGES_MAX = 200_000

/** Pages that may watch at a time. */
export const LISTENERS_MAX = 50

/** What is asked for, once it is known to be sound. */
export type NetworkRequest = {
  medium: Medium
  to: string
  from: string
  body: string
  statusCallback: string | null
  subject?: string
  unsubscribe?: string | null
}
export type Accepted = { message: PhoneMessage; answer: 'created' | 'never' | 'server-error' }

/** The pretend phone network. All it knows is its log; it emits `changed` after each line. */
export type Network = {
  account: Account
  records: readonly PhoneRecord[]
  /** By sid, oldest first. */
  messages: ReadonlyMap<string, PhoneMessage>
  /** Those that a list shows by now, oldest first: a new one appears with a delay. */
  listed(medium: readonly Medium[]): PhoneMessage[]
  changes: EventEmitter<{ changed: [] }>
  accept(request: NetworkRequest): Accepted | { error: TwilioError }
  /** What a customer typed on a phone. */
  receive(typed: Typed): void
  /** Notes a request that was refused before it was looked at any closer. */
  refuse(to: string, from: string, code: number): void
  /** Stops all deliveries where they stand; the next start takes them up again. */
  stop(): Promise<void>
}

export type NetworkOptions = {
  delays?: Delays
  /** Where the owner of the numbers wants to hear what customers write; unset, nobody does. */
  inboundUrl?: string | undefined
}

const prefixOf: Readonly<Record<Medium, string>> = { sms: 'SM', whatsapp: 'SM', voice: 'CA', email: 'EM' }

/** Opens the network on its log and takes up whatever was under way. */
export function openNetwork(account: Account, log: PhoneLog, options: NetworkOptions = {}): Network {
  const { delays = ordinaryDelays, inboundUrl } = options
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
  takeUp(delivery, log.records, messages)

  const refuse = (to: string, from: string, code: number) =>
    write({ kind: 'refused', at: now(), to, from, code })
  const take = (request: NetworkRequest, direction: PhoneMessage['direction']): PhoneMessage => {
    const sid = `${prefixOf[request.medium]}${randomBytes(16).toString('hex')}`
    write({ kind: 'accepted', at: now(), sid, direction, subject: null, unsubscribe: null, ...request })
    const message = known(messages, sid)
    run(deliver(delivery, message))
    return message
  }
  return {
    account,
    records: log.records,
    messages,
    changes,
    refuse,
    listed: (wanted) => {
      const until = new Date(Date.now() - delays.listed_ms).toISOString()
      const all = [...messages.values()]
      return all.filter(({ medium, acceptedAt }) => wanted.includes(medium) && acceptedAt <= until)
    },
    accept(request) {
      const error =
        messages.size >= MESSAGES_MAX ? twilioErrors.tooManyRequests() : refusalOf(request, log.records)
      if (error) {
        refuse(request.to, request.from, error.code)
        return { error }
      }
      return {
        message: { ...take(request, 'outbound-api') },
        answer: behaviourOf(request.to).answer,
      }
    },
    receive(typed) {
      const message = known(messages, receive(delivery, typed))
      const { medium, from: to, to: from } = typed
      const reply = (body: string) =>
        void take({ medium, to, from, body, statusCallback: null }, 'outbound-reply')
      if (inboundUrl) run(bringInbound(delivery, message, inboundUrl, reply))
    },
    async stop() {
      stopping.abort()
      while (running.size > 0) await Promise.all(running)
      log.close()
    },
  }
}

/** Folds the log and goes on with what was under way. */
function takeUp(
  delivery: Delivery,
  records: readonly PhoneRecord[],
  messages: Map<string, PhoneMessage>,
): void {
  for (const record of records) foldRecord(messages, record)
  const history = Map.groupBy(records, (record) => ('sid' in record ? record.sid : ''))
  for (const message of messages.values()) {
    tellWhatIsOwed(delivery, message, history.get(message.sid) ?? [])
    delivery.run(deliver(delivery, message))
  }
}

function known(messages: ReadonlyMap<string, PhoneMessage>, sid: string): PhoneMessage {
  const message = messages.get(sid)
  if (message) return message
  throw new ServiceError('corrupt', 'phone-log', 'An accepted message is not in the log.')
}

function refusalOf({ to }: NetworkRequest, records: readonly PhoneRecord[]): TwilioError | null {
  const { refuses } = behaviourOf(to)
  if (!refuses) return null
  if (refuses.when === 'always') return errorOfCode(refuses.code, to)
  const last = records.findLast((record) => 'to' in record && record.to === to)
  return last?.kind === 'refused' ? null : twilioErrors.tooManyRequests()
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error
}
