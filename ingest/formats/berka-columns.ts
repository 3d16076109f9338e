import { CellFault } from './row.ts'
import type { CsvRow } from './csv.ts'

/** The columns of the transactions, as in PKDD'99. */
export const berkaColumns = {
  required: [
    'trans_id',
    'account_id',
    'date',
    'type',
    'operation',
    'amount',
    'balance',
    'k_symbol',
    'bank',
    'account',
  ],
  optional: [],
} as const

/** Rows of April 1994 are in whole crowns: two amounts are the same when less than a crown (100 haléř) apart. */
const SAME_AMOUNT_MINOR = 100
export const isSameAmount = (one: number, other: number): boolean => Math.abs(one - other) < SAME_AMOUNT_MINOR

const directions: Readonly<Record<string, 'credit' | 'debit'>> = {
  PRIJEM: 'credit',
  VYDAJ: 'debit',
  VYBER: 'debit',
}

export function directionOf(row: CsvRow): 'credit' | 'debit' {
  const direction = directions[row.cell('type')]
  if (direction) return direction
  throw new CellFault('type', 'is not known', `use one of ${Object.keys(directions).join(', ')}`)
}

const operations = ['', 'VKLAD', 'VYBER', 'VYBER KARTOU', 'PREVOD Z UCTU', 'PREVOD NA UCET'] as const
export type Operation = (typeof operations)[number]

export function operationOf(row: CsvRow): Operation {
  const operation = operations.find((known) => known === row.cell('operation'))
  if (operation !== undefined) return operation
  throw new CellFault('operation', 'is not known', `use one of ${operations.slice(1).join(', ')} or none`)
}

const symbols = [
  '',
  'UROK',
  'SLUZBY',
  'SIPO',
  'DUCHOD',
  'POJISTNE',
  'UVER',
  'SANKC. UROK',
  'LEASING',
] as const
export type BerkaSymbol = (typeof symbols)[number]

export function symbolOf(row: CsvRow): BerkaSymbol {
  const symbol = symbols.find((known) => known === row.cell('k_symbol'))
  if (symbol !== undefined) return symbol
  throw new CellFault('k_symbol', 'is not known', `use one of ${symbols.slice(1).join(', ')} or none`)
}
