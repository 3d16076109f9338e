import { timingSafeEqual } from 'node:crypto'
import { ServiceError } from '../../domain/errors.ts'
import type { SignedIn } from './signed-in.ts'

export const CSRF_HEADER = 'x-csrf-token'
const readMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A browser sends the session's cookie by itself, so each write must also say the session's token. @throws ServiceError forbidden */
export function checkCsrf(method: string, sent: string | undefined, signedIn: SignedIn | null): void {
  if (readMethods.has(method) || !signedIn || signedIn.csrf === null) return
  if (sent === undefined || !equal(sent, signedIn.csrf))
    throw new ServiceError('forbidden', 'csrf', `The write lacks the session's token`, {
      field: CSRF_HEADER,
      fix: 'send the csrf value of GET /v1/me',
    })
}

export function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
