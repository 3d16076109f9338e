import type { Hardship } from '../domain/hardship.ts'
import type { Intervention } from '../domain/intervention.ts'
import type { Level } from '../domain/risk.ts'
import type { Pack } from './pack.ts'

/**
 * The matrix cell of a hardship and a level (spec §4); null where the pack asks for nothing (LOW, insufficient history).
 * A cell's conditions are, by schema, one hardship and one level, so that reading them is evaluating them.
 */
export function interventionFor(pack: Pack, hardship: Hardship, level: Level): Intervention | null {
  const cell = pack.documents.matrix.cells.find(({ conditions }) => {
    const [ofHardship, ofLevel] = conditions.all
    return ofHardship.value === hardship && ofLevel.value === level
  })
  return cell ? { id: cell.name, ...cell.event.params } : null
}

/** The row of the matrix of this name; null where there is none. */
export function interventionNamed(pack: Pack, id: string): Intervention | null {
  const cell = pack.documents.matrix.cells.find(({ name }) => name === id)
  return cell ? { id: cell.name, ...cell.event.params } : null
}
