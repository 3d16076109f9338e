import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import type { ActivityInboundCallsInterceptor, Next, ActivityExecuteInput } from '@temporalio/worker'
import { isServiceError, type ErrorCode } from '../domain/errors.ts'
import type { Logger } from '../stores/logger.ts'

/** Trying again may help only where a component did not answer, or where somebody else was first. */
const retryable: ReadonlySet<ErrorCode> = new Set(['unavailable', 'conflict', 'limit'])

/**
 * The one way out of an activity for an error: Temporal keeps a code, a reason and safe parameters; no message of a
 * library, no cause and no stack, which could quote a person's data. The log says more, as far as it may.
 */
export class SafeFailures implements ActivityInboundCallsInterceptor {
  readonly #log: Logger
  readonly #activity: string

  constructor(log: Logger, activity: string) {
    this.#log = log
    this.#activity = activity
  }

  async execute(
    input: ActivityExecuteInput,
    next: Next<ActivityInboundCallsInterceptor, 'execute'>,
  ): Promise<unknown> {
    try {
      return await next(input)
    } catch (error) {
      if (error instanceof CancelledFailure) throw error
      this.#log.warn({ activity: this.#activity, err: error }, 'activity failed')
      throw safeFailure(error)
    }
  }
}

/** What Temporal may know of an error. */
export function safeFailure(error: unknown): ApplicationFailure {
  const failure = isServiceError(error)
    ? ApplicationFailure.create({
        message: error.reason,
        type: error.code,
        nonRetryable: !retryable.has(error.code),
        details: [{ reason: error.reason, parameters: error.parameters }],
      })
    : ApplicationFailure.create({
        message: 'unexpected',
        type: 'unavailable',
        nonRetryable: error instanceof TypeError || error instanceof RangeError,
        details: [{ reason: 'unexpected', parameters: { name: nameOf(error) } }],
      })
  failure.stack = ''
  return failure
}

/** The class of an error and its system code: words of a program, never of a person. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? `${error.name} ${code}` : error.name
}
