import { pino, type Logger } from 'pino'
import { isServiceError } from '../domain/errors.ts'

export type { Logger }

/** Errors of the language and of the clients of Kafka and Redis: their messages never carry a row or a record. */
const SAFE_NAMES = /^(TypeError|ReferenceError|RangeError|KafkaJS\w*|ReplyError|MaxRetriesPerRequestError)$/
const FRAMES_MAX = 12
const STANDARD_ERROR = 2

/**
 * One JSON line on standard error a message: standard output is for what a command answers. No identifiers and no
 * texts of people: an error shows its name, code and stack frames, its message only where that cannot quote data
 * (PostgreSQL and JSON errors do quote it).
 */
export const createLogger = (name: string): Logger =>
  pino(
    { base: { name }, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } },
    pino.destination(STANDARD_ERROR),
  )

/** What a log may say about an error. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, syscall, constraint } = error as { code?: unknown; syscall?: unknown; constraint?: unknown }
  const described = { type: error.name, code, constraint, stack: framesOf(error) }
  if (isServiceError(error))
    return { ...described, reason: error.reason, message: error.message, parameters: error.parameters }
  const isSafe = SAFE_NAMES.test(error.name) || typeof syscall === 'string'
  return { ...described, ...(isSafe && { message: error.message }) }
}

/** The frames alone: the first lines of a stack repeat the message. */
function framesOf(error: Error): string[] {
  const lines = error.stack?.split('\n') ?? []
  return lines
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, FRAMES_MAX)
}
