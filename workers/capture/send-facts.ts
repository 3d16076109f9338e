import type { Admin, Kafka } from 'kafkajs'
import { explained } from '../../domain/rejection.ts'
import { sentSince } from '../../ingest/fact-identity.ts'
import { faultPoint } from '../../stores/fault-points.ts'
import type { Producer } from '../../stores/kafka/producer.ts'
import { endOffsets, topics } from '../../stores/kafka/topics.ts'
import {
  dropFacts,
  forgetOldSent,
  markSent,
  noteProgress,
  orphanFacts,
  readProgress,
  sendableFacts,
} from '../../stores/postgres/captured.ts'
import type { Database } from '../../stores/postgres/database.ts'
import type { Vault } from '../../stores/vault/vault.ts'
import { reject, rejectedRow } from './take-rows.ts'

export const SENT_AT_ONCE_MAX = 2000
/** Facts that may wait for their owner; beyond, the oldest are rejected at once. */
export const WAITING_MAX = 100_000

export type SendDeps = {
  db: Database
  kafka: Kafka
  admin: Admin
  producer: Producer
  vault: Vault
  /** How long a fact waits for its owner. */
  wait_ms: number
  say: (text: string) => void
}

/** Settles what a crash left in doubt: what stands on the topic since the last note was sent. */
export async function settleDoubt({ db, kafka, admin }: SendDeps): Promise<void> {
  const { ends } = await readProgress(db)
  const now = Object.fromEntries(await endOffsets(admin, topics.bankEvents))
  // What another door sent since is none of ours: it is read only where something of ours is in doubt.
  if (Object.keys(ends).length > 0 && (await sendableFacts(db, 1)).length > 0) {
    const sent = await sentSince(kafka, ends)
    const identities = [...sent].map((one) => one.slice(one.indexOf('/') + 1))
    await markSent(db, identities)
  }
  await noteProgress(db, { ends: now })
}

/**
 * Sends what is ready, in the order of time. While the first copy of the tables is read everything waits: tables come
 * one after the other, and a customer's facts must come in the order in which they happened. Gives how many were sent.
 */
export async function sendFacts(deps: SendDeps): Promise<number> {
  const { db, admin, producer, say } = deps
  if ((await readProgress(db)).snapshot === 'running') return 0
  let sent = 0
  for (;;) {
    const facts = await sendableFacts(db, SENT_AT_ONCE_MAX)
    if (facts.length === 0) break
    await producer.send(
      topics.bankEvents,
      facts.map(({ customer, fact }) => ({ key: customer, value: fact })),
    )
    faultPoint('capture.sent')
    const ends = Object.fromEntries(await endOffsets(admin, topics.bankEvents))
    await db.transaction(async (client) => {
      await markSent(
        client,
        facts.map(({ identity }) => identity),
      )
      await noteProgress(client, { ends })
    })
    sent += facts.length
    if (facts.length === SENT_AT_ONCE_MAX) say(`${sent} facts sent`)
  }
  await rejectOrphans(deps)
  return sent
}

/** What waited for its owner for too long is rejected, and can be replayed once the owner has come. */
async function rejectOrphans({ db, vault, producer, wait_ms }: SendDeps): Promise<void> {
  for (;;) {
    const orphans = await orphanFacts(db, { wait_ms, waitingMax: WAITING_MAX, atOnce: SENT_AT_ONCE_MAX })
    if (orphans.length === 0) return forgetOldSent(db)
    await reject(
      vault,
      producer,
      orphans.map(({ key, record, position }) =>
        rejectedRow(position, { key, value: Buffer.from(record) }, ownerUnknown),
      ),
    )
    await dropFacts(
      db,
      orphans.map(({ identity }) => identity),
    )
  }
}

const ownerUnknown = explained({ reason: 'owner-unknown' })
