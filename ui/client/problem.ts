import type { Problem } from '../../api/contract.ts'
import { t } from '../words/language.ts'
import { said } from '../words/server.ts'

/** What the page can do about it; one state each. */
export type ProblemKind =
  'offline' | 'unauthenticated' | 'forbidden' | 'not-found' | 'refused' | 'unavailable'

const kindOfStatus: Record<number, ProblemKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  429: 'unavailable',
}

/** An answer that is none: the server's own words where it gave some, in the language of the page. */
export class RequestProblem extends Error {
  readonly kind: ProblemKind
  readonly reason: string
  readonly fix: string | null

  constructor(kind: ProblemKind, reason: string, detail: string, fix: string | null = null) {
    super(detail)
    this.name = 'RequestProblem'
    this.kind = kind
    this.reason = reason
    this.fix = fix
  }
}

export const offlineProblem = (): RequestProblem =>
  new RequestProblem(
    ...([
      'offline',
      'offline',
      t('The server cannot be reached.'),
      t('It is tried again by itself.'),
    ] as const),
  )

/** @param body what the server sent; anything but problem details gives a general sentence. */
export function problemOf(status: number, body: unknown): RequestProblem {
  const kind = kindOfStatus[status] ?? (status >= 500 ? 'unavailable' : 'refused')
  // What the server says of it is for programs: where to sign in.
  if (kind === 'unauthenticated')
    return new RequestProblem(
      kind,
      kind,
      t('Your session has ended'),
      t('Sign in again; you come back to this place.'),
    )
  if (!isProblem(body))
    return new RequestProblem(kind, 'unknown', t('The server answered {status}.', { status }))
  const first = body.errors?.[0]
  const fix = body.fix ?? first?.fix ?? null
  return new RequestProblem(kind, body.reason, said(body.detail), fix && said(fix))
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'reason' in body && 'detail' in body

/** The kind of any thrown thing; what is not ours is a fault of the page and reads as unavailable. */
export const kindOf = (error: unknown): ProblemKind =>
  error instanceof RequestProblem ? error.kind : 'unavailable'

/** What went wrong and what to do about it, in one go. */
export const sentenceOf = (error: unknown): string =>
  error instanceof RequestProblem && error.fix
    ? `${ended(error.message)} ${error.fix}`
    : (error as Error).message

const ended = (sentence: string): string =>
  /[.!?…।]$/.test(sentence) ? sentence : sentence + (/\p{Script=Devanagari}$/u.test(sentence) ? '।' : '.')
