import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse/sync'
import { ServiceError } from '../../domain/errors.ts'
import { CellFault, type BadRow } from './row.ts'

const LINE_CHARS_MAX = 10_000
/** What the formats call the customer. */
const CUSTOMER_COLUMNS = ['customer', 'customer_id', 'account_id']

export interface CsvColumns {
  required: readonly string[]
  optional: readonly string[]
  /** Take columns that are in neither list for granted. */
  others?: 'ignored'
  /** How many cells a row may have beyond the header; they are never read. */
  cellsBeyond?: number
}

/** Lines of a file that are at hand already, the header first: a row that is taken once more. */
export interface CsvText {
  name: string
  lines: readonly { line: number; text: string }[]
}

/** A file whose header has been checked. */
export interface CsvFile {
  /** Without folders: what errors and ids may name. */
  name: string
  /** The first line as it is. */
  header: string
  /** All rows; the file is read anew by each call. */
  rows: () => AsyncGenerator<CsvRow>
}

/** `cell` gives a column's trimmed text, '' where the row or file has none. Faulty rows carry their fault. */
export interface CsvRow {
  line: number
  text: string
  cell: (column: string) => string
  fault: CellFault | null
}

/**
 * Opens a CSV file and checks its header before anything is loaded. A row is a line: an unclosed quote then
 * spoils one row, not the rest of the file.
 * @throws ServiceError `not-found` without the file, `invalid` for an empty file or a wrong header, which it names.
 */
export async function openCsv(
  file: string | CsvText,
  delimiter: ',' | ';',
  columns: CsvColumns,
): Promise<CsvFile> {
  const name = typeof file === 'string' ? basename(file) : file.name
  if (typeof file === 'string') await checkReadable(file, name)
  const { text, cells } = await readHeader(file, name, delimiter)
  checkHeader(name, cells, columns)
  return { name, header: text, rows: () => readRows(file, delimiter, cells, columns.cellsBeyond ?? 0) }
}

/** A row that could not be taken, with what is wrong with it. */
export const badRow = ({ name, header }: CsvFile, row: CsvRow, { fault }: CellFault): BadRow => ({
  file: name,
  line: row.line,
  ...fault,
  original: () => `${header}\n${row.text}`,
  customerId: () => CUSTOMER_COLUMNS.map(row.cell).find((id) => id !== '') ?? null,
})

async function checkReadable(file: string, name: string): Promise<void> {
  try {
    const handle = await open(file)
    const isFile = (await handle.stat()).isFile()
    await handle.close()
    if (isFile) return
  } catch {
    // Said below, without the machine's own words.
  }
  throw new ServiceError('not-found', 'file-missing', `There is no readable file ${file}`, { file: name })
}

async function readHeader(
  file: string | CsvText,
  name: string,
  delimiter: string,
): Promise<{ text: string; cells: string[] }> {
  for await (const { text } of readLines(file)) {
    const cells = split(text, delimiter)
    if (cells !== null) return { text, cells: cells.map((column) => column.trim()) }
    throw new ServiceError('invalid', 'header-malformed', `${name}, line 1 is malformed`, { file: name })
  }
  throw new ServiceError('invalid', 'header-missing', `${name} has no header line`, { file: name })
}

function checkHeader(name: string, header: readonly string[], columns: CsvColumns): void {
  const known = [...columns.required, ...columns.optional]
  const missing = columns.required.find((column) => !header.includes(column))
  const twice = header.find((column, index) => header.indexOf(column) !== index)
  const unknown = columns.others ? undefined : header.find((column) => !known.includes(column))
  const refuse = (reason: string, column: string, words: string) => {
    const message = `${name}, line 1: ${words} “${column}”; the columns are ${known.join(', ')}`
    return new ServiceError('invalid', reason, message, { file: name, column: column.slice(0, 64) })
  }
  if (unknown !== undefined) throw refuse('column-unknown', unknown, 'unknown column')
  if (missing !== undefined) throw refuse('column-missing', missing, 'missing column')
  if (twice !== undefined) throw refuse('column-twice', twice, 'column given twice:')
}

async function* readLines(file: string | CsvText): AsyncGenerator<{ line: number; text: string }> {
  if (typeof file !== 'string') return yield* file.lines
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  let line = 0
  for await (const raw of lines) {
    line++
    const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw
    if (text.trim() !== '') yield { line, text }
  }
}

async function* readRows(
  file: string | CsvText,
  delimiter: string,
  header: readonly string[],
  cellsBeyond: number,
): AsyncGenerator<CsvRow> {
  const position = new Map(header.map((column, index) => [column, index]))
  let isHeader = true
  for await (const { line, text } of readLines(file)) {
    if (isHeader) {
      isHeader = false
      continue
    }
    const cells = text.length > LINE_CHARS_MAX ? null : split(text, delimiter)
    const cell = (column: string) => cells?.[position.get(column) ?? -1]?.trim() ?? ''
    yield { line, text, cell, fault: faultOf(cells, header.length, cellsBeyond) }
  }
}

/** The cells of a line, or null where it is malformed. Lines without quotes, nearly all, are split directly. */
function split(text: string, delimiter: string): string[] | null {
  if (!text.includes('"')) return text.split(delimiter)
  try {
    const [cells] = parse(text, { delimiter, relax_column_count: true }) as string[][]
    return cells ?? null
  } catch {
    return null
  }
}

function faultOf(cells: readonly string[] | null, count: number, beyond: number): CellFault | null {
  if (cells === null)
    return new CellFault('line', 'is malformed', 'close every quote; double a quote inside quotes')
  if (cells.length >= count && cells.length <= count + beyond) return null
  return new CellFault('line', `has ${cells.length} columns`, `the header has ${count}`)
}
