import type { RejectReason } from '../../domain/decision.ts'
import type { Hardship } from '../../domain/hardship.ts'
import { hardshipWords, rejectWords } from './terms.ts'

const keysOf = <T extends string>(table: Record<T, string>): T[] => Object.keys(table) as T[]

/** In the order of the domain, which the tables of words keep. */
export const hardships: Hardship[] = keysOf(hardshipWords)
export const rejectReasons: RejectReason[] = keysOf(rejectWords)
