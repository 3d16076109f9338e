import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { ServiceError } from '../../domain/errors.ts'

export type Cell = string | number | null

/** Writes one row at a time; null is an empty cell. */
export interface CsvOut {
  write: (cells: readonly Cell[]) => Promise<void>
  close: () => Promise<void>
}

/** @throws ServiceError `invalid` where the file cannot be written. */
export async function openCsvOut(file: string, header: readonly string[]): Promise<CsvOut> {
  const stream = createWriteStream(file)
  try {
    await once(stream, 'open')
  } catch {
    throw new ServiceError('invalid', 'file-unwritable', `${file} cannot be written`)
  }
  const write = async (cells: readonly Cell[]): Promise<void> => {
    if (!stream.write(csvLine(cells))) await once(stream, 'drain')
  }
  const close = async (): Promise<void> => {
    stream.end()
    await once(stream, 'finish')
  }
  await write(header)
  return { write, close }
}

export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\n`

function cellText(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
