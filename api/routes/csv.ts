import type { Response } from 'express'

type Cell = string | number | null

/** What a spreadsheet would run as a formula is made a text. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)

/** One line of CSV (RFC 4180). */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`

function csvCell(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  const safe = isFormula(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Sends rows as a file, page by page, as fast as the reader takes them; ends early when the reader has gone. Returns how many rows. */
export async function sendCsv(
  response: Response,
  file: string,
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
): Promise<number> {
  response.status(200).type('text/csv').set('content-disposition', `attachment; filename="${file}"`)
  response.write(csvLine(header))
  let rows = 0
  for await (const page of pages) {
    if (response.destroyed) return rows
    rows += page.length
    const isRoomy = response.write(page.map(csvLine).join(''))
    if (!isRoomy) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
  }
  response.end()
  return rows
}
