import { randomUUID } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { encodeDecisionToken } from '../../domain/decision-token.ts'
import { DECISION_TOKEN_LIFETIME_MS } from '../../domain/decision.ts'
import type { Cases } from '../../stores/temporal/cases.ts'
import { paymentDate } from './payment.ts'
import { asha, chitra } from '../../tests/case/people.ts'
import type { Person } from '../../tests/case/made-people.ts'

/** Where a case has come to, as it is seen from outside. */
export type Seen = Awaiting | { caseId: string; is: 'sent' } | { caseId: string; is: 'closed' }
type Awaiting = { caseId: string; is: 'first' | 'second'; evidenceHash: string; planHash: string }
/** Tells, once each, what cases have come to, until it is stopped. `pay` keeps the payment where the label is judged. */
export type Watch = {
  follow: (onSeen: (seen: Seen) => void) => () => void
  pay: (person: Person) => Promise<void>
}

export type Driven = { cases: number; seconds: number }

/** So many are scored at a time: an engine that is flooded measures its own waiting. */
const STARTING_MAX = 16

type Drive = { watch: Watch; inFlight: number; decisionKey: Uint8Array }

/** Brings the people's cases from start to label, so many in flight: two approvals, the payment. Both ways alike. */
export async function drive(
  cases: Cases,
  people: readonly Person[],
  { watch, inFlight, decisionKey }: Drive,
): Promise<Driven> {
  const byCase = new Map(people.map((person) => [person.start.caseId, person]))
  const began_ms = performance.now()
  let stop = (): void => undefined
  await new Promise<void>((resolve, reject) => {
    const counts = { started: 0, starting: 0, closed: 0 }
    const startMore = (): void => {
      while (counts.starting < STARTING_MAX && counts.started - counts.closed < inFlight) {
        const person = people[counts.started]
        if (!person) return
        counts.started++
        counts.starting++
        cases.startCase(person.start).catch(reject)
      }
    }
    stop = watch.follow((seen) => {
      const person = byCase.get(seen.caseId)
      if (!person) return
      if (seen.is === 'first') counts.starting--
      if (seen.is === 'closed' && ++counts.closed === people.length) return resolve()
      if (seen.is === 'sent') settle(cases, person, watch).catch(reject)
      if (seen.is === 'first' || seen.is === 'second')
        cases.decideCase(seen.caseId, approval(seen, decisionKey)).catch(reject)
      startMore()
    })
    startMore()
  }).finally(() => stop())
  return { cases: people.length, seconds: (performance.now() - began_ms) / 1000 }
}

async function settle(cases: Cases, person: Person, watch: Watch): Promise<void> {
  await watch.pay(person)
  const { id: obligationId, amountMinor, dueDate } = person.start.obligation
  const eventId = `paid-${person.start.caseId.slice(-30)}`
  const date = paymentDate(dueDate)
  await cases.signalCase(person.start.caseId, 'obligationSettled', {
    ...{ obligationId, eventId, date, status: 'paid', amountMinor },
  })
}

function approval(seen: Awaiting, key: Uint8Array): string {
  const now_ms = Date.now()
  const { caseId, evidenceHash, planHash } = seen
  return encodeDecisionToken(
    {
      ...{
        schema: 'decision/1',
        caseId,
        decisionId: randomUUID(),
        verdict: 'approve',
        evidenceHash,
        planHash,
      },
      ...{ rejectReason: null, detail: null, actor: seen.is === 'first' ? asha : chitra },
      issuedAt: new Date(now_ms).toISOString(),
      expiresAt: new Date(now_ms + DECISION_TOKEN_LIFETIME_MS).toISOString(),
    },
    (message) => ed25519.sign(message, key),
  )
}
