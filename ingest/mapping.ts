import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ServiceError } from '../domain/errors.ts'

const name = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a plain name of PostgreSQL in small letters')
const tableName = z.string().regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/, 'must be schema.table')

/** How a field of a fact comes from a row. Without a value in the row the field is left out. */
const fieldSchema = z.union([
  z.strictObject({ value: z.union([z.string(), z.number()]) }),
  z.strictObject({
    column: name,
    as: z
      .enum(['text', 'integer', 'minor', 'minor-unsigned', 'direction', 'date', 'instant'])
      .default('text'),
    /** The bank's words → ours; a word that is not named is a fault. */
    values: z.record(z.string(), z.string()).optional(),
  }),
])
export type FieldMapping = z.infer<typeof fieldSchema>

const tableSchema = z.strictObject({
  /** Columns that hold ids of customers, or of what they own (`account`): they become tokens before Kafka. */
  ids: z.record(
    name,
    z.string().regex(/^[a-z]{3,16}$/, 'must be “customer” or a word for what customers own'),
  ),
  /** The column whose token is the record's key. */
  key: name,
  /** This table says who owns what. */
  owner: z.strictObject({ owned: name, customer: name }).optional(),
  /** The customer of the fact: named by the row, or by what it names. */
  customer: z.union([z.strictObject({ column: name }), z.strictObject({ owned: name })]).optional(),
  /** Rows that are no facts yet, by a column's words. */
  skip: z.strictObject({ column: name, values: z.array(z.string()).min(1) }).optional(),
  fact: z.record(z.string(), fieldSchema).optional(),
})
export type TableMapping = z.infer<typeof tableSchema>

/** docs/connect.md explains each part. */
export const mappingSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{1,30}$/, 'must be small letters, digits and _'),
    tables: z.record(tableName, tableSchema),
  })
  .superRefine(({ tables }, context) => {
    for (const [table, mapping] of Object.entries(tables))
      for (const message of faultsOf(mapping))
        context.addIssue({ code: 'custom', path: ['tables', table], message })
  })
export type Mapping = z.infer<typeof mappingSchema>

const CUSTOMER = 'customer'

function faultsOf({ ids, key, owner, customer, fact }: TableMapping): string[] {
  const isCustomer = (column: string): boolean => ids[column] === CUSTOMER
  const isOwned = (column: string): boolean => ids[column] !== undefined && !isCustomer(column)
  const faults: string[] = []
  if (ids[key] === undefined) faults.push(`key: ${key} is not among the ids`)
  if (owner && !(isOwned(owner.owned) && isCustomer(owner.customer)))
    faults.push('owner: “owned” and “customer” must name ids of these kinds')
  if (customer && !('column' in customer ? isCustomer(customer.column) : isOwned(customer.owned)))
    faults.push('customer: must name an id of this kind')
  if ((fact === undefined) !== (customer === undefined)) faults.push('fact and customer come together')
  if (!fact && !owner) faults.push('a table gives facts or owners')
  return faults
}

/** The columns that leave the bank's database: those that the mapping names, and no other. */
export function columnsOf({ ids, skip, fact = {} }: TableMapping): string[] {
  const columns = Object.values(fact).flatMap((field) => ('column' in field ? [field.column] : []))
  return [...new Set([...Object.keys(ids), ...(skip ? [skip.column] : []), ...columns])]
}

/** @throws ServiceError invalid | mapping naming the first thing that is wrong */
export async function readMapping(file: string): Promise<Mapping> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read'
    throw new ServiceError('invalid', 'mapping', `${file} ${why}`)
  }
  const parsed = mappingSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ServiceError('invalid', 'mapping', `${file}: ${issue?.path.join('.')}: ${issue?.message}`)
}
