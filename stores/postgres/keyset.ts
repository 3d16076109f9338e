import { ServiceError } from '../../domain/errors.ts'

/** A place in a sorted list: the value of the sort's column and the id, which breaks ties. */
export type Place = readonly [value: string | number, id: string]

export const cursorAt = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** @throws ServiceError invalid where it is no cursor that a list of ours gave out */
export function placeOf(cursor: string): Place {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parsed) && parsed.length === 2 && isScalar(parsed[0]) && typeof parsed[1] === 'string')
      return [parsed[0], parsed[1]]
  } catch {
    // Falls through: what does not parse is no cursor either.
  }
  throw new ServiceError('invalid', 'cursor', 'The cursor is none that this list gave out', {
    field: 'cursor',
    fix: 'start again without a cursor',
  })
}

const isScalar = (value: unknown): value is string | number =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))

/** Conditions of a query with their values, each numbered as it is added. */
export function conditions(first: string) {
  const parts = [first]
  const values: unknown[] = []
  const bind = (value: unknown): string => `$${values.push(value)}`
  return {
    values,
    bind,
    /** Adds `column = value` where there is a value. */
    equal: (column: string, value: string | undefined): void => {
      if (value !== undefined) parts.push(`${column} = ${bind(value)}`)
    },
    add: (condition: string): void => void parts.push(condition),
    text: (): string => parts.map((part) => `(${part})`).join(' and '),
  }
}
