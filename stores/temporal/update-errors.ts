import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { errorCodes, ServiceError, type ErrorCode, type SafeParameters } from '../../domain/errors.ts'

const isErrorCode = (text: unknown): text is ErrorCode => errorCodes.some((code) => code === text)

/** A validator's refusal is an ApplicationFailure: type = the code, details = [{ reason, parameters }]. */
type RefusalDetail = { reason?: string; parameters?: SafeParameters }

/** What the caller of an Update is told. Anything that is not about the case itself comes back as it was. */
export function serviceErrorOfUpdate(error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError)
    return new ServiceError('not-found', 'case-not-running', 'This case is closed, or there is none.')
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
    return new ServiceError(
      'unavailable',
      'case-worker',
      'The case does not answer now; the same decision may be sent again.',
    )
  if (!(error instanceof WorkflowUpdateFailedError)) return error
  const cause = error.cause
  if (!(cause instanceof ApplicationFailure) || !isErrorCode(cause.type)) return error
  const [detail] = (cause.details ?? []) as RefusalDetail[]
  return new ServiceError(cause.type, detail?.reason ?? 'refused', cause.message, detail?.parameters ?? {})
}
