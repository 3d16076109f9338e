import { ServiceError, isServiceError, type ErrorCode } from '../../domain/errors.ts'
import type { FieldError, Problem } from '../contract/problem.ts'

const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  refused: 409,
  limit: 429,
  unavailable: 503,
  corrupt: 500,
}
const titleOf: Record<ErrorCode, string> = {
  invalid: 'The request is wrong',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  conflict: 'Changed meanwhile',
  refused: 'Refused',
  limit: 'Limit reached',
  unavailable: 'Not available now',
  corrupt: 'Stored data does not verify',
}
/** Where HTTP has a finer word than the domain. */
const statusOfReason: Record<string, number> = { 'body-too-large': 413, 'content-type': 415 }

/** A request with several wrong places; the first is named in `field` and `fix` too. */
export class InvalidRequest extends ServiceError {
  readonly errors: readonly FieldError[]
  constructor(errors: readonly FieldError[]) {
    const first = errors[0]
    super('invalid', 'body', first ? `${first.field}: ${first.reason}` : 'The request is wrong', {
      field: first?.field ?? '',
      fix: first?.fix ?? '',
    })
    this.errors = errors
  }
}

/** Problem details of any error. What is no ServiceError is our own fault and says nothing of its inside. */
export function problemOf(error: unknown): Problem {
  const known = isServiceError(error) ? error : fromParser(error)
  if (!known) return internalProblem
  const { field, fix } = known.parameters
  return {
    type: `urn:equilibrate:problem:${known.reason}`,
    title: titleOf[known.code],
    status: statusOfReason[known.reason] ?? statusOf[known.code],
    detail: known.message,
    reason: known.reason,
    ...(typeof field === 'string' && field !== '' ? { field } : {}),
    ...(typeof fix === 'string' && fix !== '' ? { fix } : {}),
    ...(error instanceof InvalidRequest ? { errors: [...error.errors] } : {}),
  }
}

const internalProblem: Problem = {
  type: 'urn:equilibrate:problem:internal',
  title: 'Internal error',
  status: 500,
  detail: 'Something went wrong here. It is logged; trying again may help.',
  reason: 'internal',
}

/** What Express and its body parsers throw. */
function fromParser(error: unknown): ServiceError | null {
  const type = error instanceof Error && 'type' in error ? error.type : null
  if (type === 'entity.too.large')
    return new ServiceError('limit', 'body-too-large', 'The body is larger than this route takes', {
      fix: 'send fewer items at a time',
    })
  if (type === 'entity.parse.failed')
    return new ServiceError('invalid', 'json', 'The body is no JSON', {
      field: 'body',
      fix: 'send valid JSON',
    })
  if (error instanceof URIError) return new ServiceError('invalid', 'path', 'The path is not well encoded')
  const status = error instanceof Error && 'status' in error ? error.status : null
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new ServiceError('invalid', 'request', 'The request cannot be read')
  return null
}
