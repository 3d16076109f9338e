import type { z } from 'zod'
import type { FieldError } from '../contract/problem.ts'
import { InvalidRequest } from './problem.ts'

const ERRORS_SHOWN_MAX = 100

/** @throws InvalidRequest naming each wrong field; the values themselves are never repeated */
export function validate<T extends z.ZodType>(schema: T, value: unknown, where: string): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new InvalidRequest(fieldErrors(parsed.error, where).slice(0, ERRORS_SHOWN_MAX))
}

/** `where` names what has no field of its own (`body`, `query`). */
export const fieldErrors = (error: z.ZodError, where: string): FieldError[] =>
  error.issues.flatMap(leafIssues).map((issue) => ({
    field: fieldOf(issue, where),
    reason: issue.message,
    fix: fixOf(issue),
  }))

type Issue = z.core.$ZodIssue

/** Of a union that fits nowhere, the branch that came closest says what is wrong. */
function leafIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const closest = issue.errors.reduce((best, branch) => (branch.length < best.length ? branch : best))
  return closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(leafIssues)
}

function fieldOf(issue: Issue, where: string): string {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
  return path.length === 0 ? where : path.map(String).join('.')
}

function fixOf(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') return `leave out ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_type') return `send a value of type ${issue.expected}`
  if (issue.code === 'invalid_value') return `send one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'too_big') return `send at most ${issue.maximum}`
  if (issue.code === 'too_small') return `send at least ${issue.minimum}`
  if (issue.code === 'invalid_format') return `send it in the format ${issue.format}`
  if (issue.code === 'custom') return issue.message
  return 'see the documentation of this route at /docs'
}
