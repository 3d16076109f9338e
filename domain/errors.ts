/** What can go wrong, said once. Each door (HTTP, Temporal, Kafka, command line) maps these codes once. */
export const errorCodes = [
  'invalid', // the caller's input is wrong; `field` and `fix` say where and how
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict', // somebody else was first, or the thing has changed
  'refused', // a rule of the product says no (a second approver who is the first)
  'limit', // a named limit was reached
  'unavailable', // a component does not answer; trying again may help
  'corrupt', // stored data does not verify; a human must look
] as const
export type ErrorCode = (typeof errorCodes)[number]

export type SafeParameters = Record<string, string | number | boolean | null>

/**
 * The one error of the domain. `reason` is a stable kebab-case word that programs may test;
 * `message` is for people; `parameters` never hold an identifier of a person or free text.
 */
export class ServiceError extends Error {
  readonly code: ErrorCode
  readonly reason: string
  readonly parameters: SafeParameters

  constructor(code: ErrorCode, reason: string, message: string, parameters: SafeParameters = {}) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
    this.reason = reason
    this.parameters = parameters
  }
}

export const isServiceError = (error: unknown): error is ServiceError => error instanceof ServiceError
