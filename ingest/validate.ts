import type { z } from 'zod'
import {
  customerFactSchema,
  keyedFactSchema,
  type CustomerFact,
  type KeyedFact,
} from '../domain/bank-event.ts'
import type { Explanation } from '../domain/rejection.ts'
import { neutralCategory } from './categories.ts'

/** What is wrong with an input and how to put it right. Never holds the value: it may be about a person. */
export interface Fault {
  field: string
  reason: string
  fix: string
}

/** A fault as rejected data names it. A field's name that the sender made up could itself speak of a person. */
export const rejectionOf = ({ field, reason, fix }: Fault): Explanation =>
  reason === UNKNOWN_FIELD
    ? { reason, field: field.split('.').slice(0, -1).join('.'), fix }
    : { reason, field, fix }

const UNKNOWN_FIELD = 'is not a known field'
export type Verdict<T> = { ok: true; value: T } | { ok: false; fault: Fault }

const FIELD_CHARS_MAX = 64
const DIRECTIONS: ReadonlySet<unknown> = new Set(['credit', 'debit'])

/** A fact as it comes through a JSON door; category names of banks are taken and merged into neutral groups. */
export function validateFact(value: unknown): Verdict<CustomerFact> {
  return verdictOf(customerFactSchema.safeParse(withNeutralCategory(value)))
}

/** A fact with its token, as whoever writes to the topic sends it. */
export function validateKeyedFact(value: unknown): Verdict<KeyedFact> {
  if (!isObject(value)) return verdictOf(keyedFactSchema.safeParse(value))
  return verdictOf(keyedFactSchema.safeParse({ ...value, fact: withNeutralCategory(value.fact) }))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function withNeutralCategory(value: unknown): unknown {
  if (!isObject(value) || value.kind !== 'transaction' || typeof value.category !== 'string') return value
  if (!DIRECTIONS.has(value.direction)) return value
  const category = neutralCategory(value.category, value.direction as 'credit' | 'debit')
  return category === null ? value : { ...value, category }
}

/** What zod found, as a value or as the first fault. */
export function verdictOf<T>(parsed: z.ZodSafeParseResult<T>): Verdict<T> {
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return { ok: false, fault: issue ? faultOf(issue) : { field: '', reason: 'is invalid', fix: '' } }
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const field = [path, issue.keys[0]].filter(Boolean).join('.').slice(0, FIELD_CHARS_MAX)
    return { field, reason: UNKNOWN_FIELD, fix: 'leave it out: facts carry no other fields' }
  }
  return { field: path.slice(0, FIELD_CHARS_MAX), ...wordsOf(issue) }
}

function wordsOf(issue: z.core.$ZodIssue): { reason: string; fix: string } {
  switch (issue.code) {
    case 'invalid_type':
      return { reason: 'is missing or of the wrong type', fix: `give ${article(issue.expected)}` }
    case 'invalid_value':
      return { reason: 'is not one of the known values', fix: `use one of ${issue.values.join(', ')}` }
    case 'invalid_union':
      return {
        reason: 'is no known kind of fact',
        fix: 'use transaction, obligation, settlement or customer',
      }
    case 'too_small':
      return { reason: 'is too small', fix: `at least ${issue.minimum}` }
    case 'too_big':
      return { reason: 'is too large', fix: `at most ${issue.maximum}` }
    default:
      return { reason: 'has the wrong form', fix: issue.message }
  }
}

const article = (type: string): string => (/^[aeio]/.test(type) ? `an ${type}` : `a ${type}`)
