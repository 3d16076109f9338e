import { ServiceError } from '../domain/errors.ts'
import { openBerka } from './formats/berka.ts'
import { openCanonical } from './formats/canonical.ts'
import { openEquilibrate } from './formats/equilibrate.ts'
import type { InputRow } from './formats/row.ts'

export { isBadRow } from './formats/row.ts'
export type { BadRow, InputRow, MappedRow, RowFault } from './formats/row.ts'

export const formatNames = ['canonical', 'berka', 'equilibrate'] as const
export type FormatName = (typeof formatNames)[number]

/** `zone`: the bank's, for dates without a time. `contextFolder`: the folder of its further tables, for formats that have them. */
export interface InputFile {
  file: string
  format: string
  zone: string
  contextFolder?: string | undefined
}

/**
 * Opens an input file; its rows come as facts or as named faults, and a fault never ends the file.
 * @throws ServiceError for an unknown format, a missing file, a wrong header: before anything is loaded.
 */
export async function openInput({
  file,
  format,
  zone,
  contextFolder,
}: InputFile): Promise<AsyncGenerator<InputRow>> {
  switch (format) {
    case 'berka':
      return openBerka(file, zone, contextFolder)
    case 'equilibrate':
      return openEquilibrate(file, zone, contextFolder)
    case 'canonical':
      if (contextFolder === undefined) return openCanonical(file, zone)
      throw new ServiceError(
        'invalid',
        'context-unknown',
        'The format canonical has no --context: its one file holds every kind of fact',
      )
    default:
      throw new ServiceError(
        'invalid',
        'format-unknown',
        `Unknown format “${format}”; use ${formatNames.join(', ')}`,
      )
  }
}
