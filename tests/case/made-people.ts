import { hashOf } from '../../domain/hash.ts'
import type { CaseStart } from '../../domain/case.ts'
import type { ClockMap } from '../../domain/bank-time.ts'
import type { Evaluation } from '../../domain/evaluation.ts'
import { writeConsents } from '../../stores/postgres/consents.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { markStarted, openEpisode } from '../../stores/postgres/episodes.ts'
import { openVault } from '../../stores/vault/vault.ts'
import { evaluationOf, scored, type Kind } from './evaluations.ts'
import { BANK_ZONE } from '../harness/distressed-customer.ts'

const AT_ONCE = 8
const FIRST_NUMBER = 1_000
const SINCE = '2026-01-01T00:00:00.000Z'

export type Person = { start: CaseStart; evaluation: Evaluation; phone: string }

export type Wanted = {
  /** The same word gives the same people. */
  name: string
  count: number
  kind: (index: number) => Kind
  /** The last digits decide how the pretend network behaves (docs/phones.md). */
  phone: (index: number) => string
  clock: ClockMap
  /** Bank time. */
  now_ms: number
}

/** A number that the network treats like any other. */
export const ordinaryPhone = (index: number): string =>
  `+9198${String(FIRST_NUMBER + index).padStart(8, '1')}`

/**
 * Customers in distress with all that stands about them before their case starts: the evaluation, the ledger's episode,
 * a number to write to, and a basis.
 */
export async function makePeople(
  db: Database,
  environment: Record<string, string>,
  { name, count, kind, phone, clock, now_ms }: Wanted,
): Promise<Person[]> {
  const vault = openVault(db, {
    EQUILIBRATE_VAULT_KEY: environment['EQUILIBRATE_VAULT_KEY'] ?? '',
    EQUILIBRATE_INDEX_KEY: environment['EQUILIBRATE_INDEX_KEY'] ?? '',
  })
  const one = async (index: number): Promise<Person> => {
    const customer = tokenOf(name, index)
    const evaluation = await scored(await evaluationOf(customer, kind(index), now_ms))
    await vault.writeContact(customer, {
      name: 'Testa Personova',
      phone: phone(index),
      language: 'en',
      zone: BANK_ZONE,
    })
    const consent = { customer, channel: 'sms', basis: 'consent', status: 'granted', at: SINCE } as const
    await writeConsents(db, [
      { ...consent, purpose: 'servicing' },
      { ...consent, purpose: 'wellness' },
    ])
    const episode = await openEpisode(db, evaluation)
    const { obligation } = evaluation
    if (!episode || !obligation) throw new Error('No episode was opened')
    await markStarted(db, episode.caseId)
    const { caseId } = episode
    const start = {
      caseId,
      customer,
      episode: 1,
      evaluationId: evaluation.id,
      obligation,
      clock,
      declared: null,
    }
    const decisionPublicKey = environment['EQUILIBRATE_DECISION_PUBLIC_KEY'] ?? ''
    return {
      phone: phone(index),
      evaluation,
      start: { ...start, assignment: 'outreach', decisionPublicKey, bankZone: BANK_ZONE },
    }
  }
  const people: Person[] = []
  for (let from = 0; from < count; from += AT_ONCE)
    people.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => one(from + i)),
      )),
    )
  return people
}

/** `c_` and 26 characters of base32. */
function tokenOf(name: string, index: number): string {
  const bytes = Buffer.from(hashOf({ name, index }), 'hex')
  return `c_${[...bytes.subarray(0, 26)].map((byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('')}`
}
