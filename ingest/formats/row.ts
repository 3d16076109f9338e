import type { CustomerFact } from '../../domain/bank-event.ts'
import type { Fault } from '../validate.ts'

/** A row that became a fact. `customerId` is the bank's own: it never goes further than the door. */
export interface MappedRow {
  line: number
  customerId: string
  fact: CustomerFact
}
/** What is wrong where; `file` is its name without folders. */
export interface RowFault extends Fault {
  file: string
  line: number
}
/** A row that did not; the others go on. */
export interface BadRow extends RowFault {
  /** The header and the row as they came, for the vault. A function, so that no log or message takes it along. */
  original: () => string
  /** The bank's id of the customer, where the row names one; a function for the same reason. */
  customerId: () => string | null
}
export type InputRow = MappedRow | BadRow

export const isBadRow = (row: InputRow): row is BadRow => 'reason' in row

/** Thrown inside a mapping, caught by `mapRows`: one bad cell makes one bad row. */
export class CellFault extends Error {
  readonly fault: Fault
  constructor(field: string, reason: string, fix: string) {
    super(reason)
    this.fault = { field, reason, fix }
  }
}
