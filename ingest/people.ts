import type { z } from 'zod'
import { consentSchema, contactSchema, type Consent, type Contact } from '../domain/contact.ts'
import { customerCell } from './formats/cells.ts'
import { badRow, openCsv, type CsvFile, type CsvRow, type CsvText } from './formats/csv.ts'
import { CellFault, type BadRow } from './formats/row.ts'
import { verdictOf } from './validate.ts'

export const peopleFormats = ['contacts', 'consents'] as const
export type PeopleFormat = (typeof peopleFormats)[number]

/** A row about a person: it goes straight to the vault, or to the consents, and never near Kafka. */
export type PersonRow<T> = { customerId: string; value: T }
export const isPersonRow = <T>(row: PersonRow<T> | BadRow): row is PersonRow<T> => 'value' in row

/** docs/formats.md explains each column. */
const contactColumns = {
  required: ['customer', 'name'],
  optional: ['phone', 'email', 'language', 'zone', 'party', 'preferredChannel', 'avoidHours', 'remark'],
}
const consentColumns = {
  required: ['customer', 'channel', 'purpose', 'basis', 'status', 'at'],
  optional: [],
}

/** @throws ServiceError for a missing file or a wrong header, before anything is taken */
export async function openContacts(
  source: string | CsvText,
): Promise<AsyncGenerator<PersonRow<Contact> | BadRow>> {
  const file = await openCsv(source, ',', contactColumns)
  return readRows(file, (row) => {
    const draft = draftOf(row, ['name', ...contactColumns.optional])
    const hours = row.cell('avoidHours')
    return valid(contactSchema.safeParse(hours === '' ? draft : { ...draft, avoidHours: hoursOf(hours) }))
  })
}

/** @throws ServiceError for a missing file or a wrong header, before anything is taken */
export async function openConsents(
  source: string | CsvText,
): Promise<AsyncGenerator<PersonRow<Consent> | BadRow>> {
  const file = await openCsv(source, ',', consentColumns)
  return readRows(file, (row) => {
    const draft = draftOf(row, consentColumns.required.slice(1))
    return valid(consentSchema.safeParse({ ...draft, customerId: row.cell('customer') }))
  })
}

async function* readRows<T>(file: CsvFile, read: (row: CsvRow) => T): AsyncGenerator<PersonRow<T> | BadRow> {
  for await (const row of file.rows()) {
    try {
      if (row.fault) throw row.fault
      yield { customerId: customerCell(row, 'customer'), value: read(row) }
    } catch (error) {
      if (!(error instanceof CellFault)) throw error
      yield badRow(file, row, error)
    }
  }
}

/** The cells that are not empty, by their columns. */
const draftOf = (row: CsvRow, columns: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    columns.map((column) => [column, row.cell(column)] as const).filter(([, text]) => text !== ''),
  )

/** `21:00-09:00;13:00-14:00` */
const hoursOf = (text: string): { from: string; until: string }[] =>
  text.split(';').map((span) => {
    const [from = '', until = ''] = span.split('-').map((time) => time.trim())
    return { from, until }
  })

function valid<T>(parsed: z.ZodSafeParseResult<T>): T {
  const verdict = verdictOf(parsed)
  if (verdict.ok) return verdict.value
  throw new CellFault(verdict.fault.field, verdict.fault.reason, verdict.fault.fix)
}
