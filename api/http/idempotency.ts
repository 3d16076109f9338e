import { createHmac } from 'node:crypto'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { ServiceError } from '../../domain/errors.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { claimKey, keepAnswer, releaseKey } from '../../stores/postgres/idempotency.ts'

export const IDEMPOTENCY_HEADER = 'idempotency-key'
const KEY_PATTERN = /^[\x21-\x7e]{8,128}$/

export type Answer = { status: number; body: unknown }
export type Once = (
  sent: { actorId: string; key: string; route: string; request: unknown },
  work: () => Promise<Answer>,
) => Promise<Answer>

/**
 * Carries a write out once for each key of an actor; the same request again gets the first answer.
 * Only a keyed hash of the request is kept. Failures are not kept: they may be tried again with the same key.
 */
export const onceFor =
  (database: Database, hashKey: Uint8Array): Once =>
  async ({ actorId, key, route, request }, work) => {
    if (!KEY_PATTERN.test(key))
      throw new ServiceError('invalid', 'idempotency-key', 'The Idempotency-Key is not usable', {
        field: IDEMPOTENCY_HEADER,
        fix: 'send 8 to 128 visible ASCII characters, best a UUID',
      })
    const requestHash = createHmac('sha256', hashKey).update(canonicalJson(request)).digest('hex')
    const identity = { actorId, key, route, requestHash }
    const claim = await claimKey(database, identity)
    if (claim.is === 'answered') return { status: claim.status, body: claim.response }
    if (claim.is !== 'claimed') throw takenError(claim.is)
    try {
      const answer = await work()
      await keepAnswer(database, identity, answer.status, answer.body)
      return answer
    } catch (error) {
      await releaseKey(database, identity)
      throw error
    }
  }

const takenError = (how: 'running' | 'other-request'): ServiceError =>
  how === 'running'
    ? new ServiceError('conflict', 'still-running', 'A request with this Idempotency-Key is still under way')
    : new ServiceError(
        'conflict',
        'idempotency-key-reused',
        'This Idempotency-Key was used for another request',
        {
          field: IDEMPOTENCY_HEADER,
          fix: 'send a new key for a new request',
        },
      )
