import { Kafka, logLevel } from 'kafkajs'
import type { CustomerFact } from '../../domain/bank-event.ts'
import type { Evaluation } from '../../domain/evaluation.ts'
import { BANK_MORNING_MINUTE, instantAt } from '../../domain/bank-time.ts'
import { openDoors } from '../../simulator/bank/doors.ts'
import type { InstanceInfo } from './instance.ts'
import { BANK_ZONE } from './distressed-customer.ts'

/** The Monday on which every test of the shared instance begins; nothing moves it but a test that says so. */
const FIRST_DAY = '2026-03-02'

export type BankSystem = Awaited<ReturnType<typeof openBankSystem>>

/** The bank's own systems in a test: the public doors, and the topic with tokens. */
export async function openBankSystem(instance: InstanceInfo) {
  const secret = instance.environment['EQUILIBRATE_BANK_CLIENT_SECRET'] ?? ''
  const doors = openDoors({ apiUrl: instance.url, clientSecret: secret })
  const brokers = (instance.environment['KAFKA_BROKERS'] ?? '').split(',')
  const producer = new Kafka({ clientId: 'test-bank', brokers, logLevel: logLevel.NOTHING }).producer({
    idempotent: true,
    maxInFlightRequests: 1,
  })
  await producer.connect()
  return {
    doors,
    /** Bank time now, once it stands at ten in the morning of a working day or later. */
    now_ms: async (): Promise<number> => {
      const start_ms = instantAt(FIRST_DAY, BANK_MORNING_MINUTE, BANK_ZONE)
      const clock = await doors.clock()
      const unset = Math.abs(Date.parse(clock.bankTime) - Date.now()) < 60_000
      if (unset) await doors.setClock(new Date(start_ms).toISOString(), 0)
      return Date.parse((await doors.clock()).bankTime)
    },
    token: async (bankId: string): Promise<string> => (await doors.tokens([bankId]))[0]!,
    /** Puts facts on the topic, in this order. */
    tell: async (token: string, facts: readonly CustomerFact[]): Promise<void> => {
      const messages = facts.map((fact) => ({ key: token, value: JSON.stringify(fact) }))
      await producer.send({ topic: 'bank-events', acks: -1, messages })
    },
    /** Puts an evaluation on its topic, as the stream would. */
    evaluate: async (evaluation: Evaluation): Promise<void> => {
      const messages = [{ key: evaluation.customer, value: JSON.stringify(evaluation) }]
      await producer.send({ topic: 'evaluations', acks: -1, messages })
    },
    /** A person whom the bank may write to. */
    introduce: async (
      bankId: string,
      contact: { name: string; phone: string; remark?: string },
    ): Promise<void> => {
      await doors.putContact(bankId, { language: 'en', zone: BANK_ZONE, ...contact })
      const at = '2026-01-01T00:00:00.000Z'
      const consent = {
        customerId: bankId,
        channel: 'sms',
        purpose: 'servicing',
        basis: 'consent',
        status: 'granted',
        at,
      }
      await doors.postConsents([consent])
    },
    close: () => producer.disconnect(),
  }
}
