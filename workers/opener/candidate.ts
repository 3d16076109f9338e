import { evaluationSchema, type Evaluation } from '../../domain/evaluation.ts'
import { openingFor, type LedgerState } from '../../policies/opening.ts'
import type { Pack } from '../../policies/pack.ts'
import type { IncomingRecord } from '../../stores/kafka/consumer.ts'

export type Candidate = { is: 'candidate'; evaluation: Evaluation } | { is: 'none' } | { is: 'bad' }

/** What opening looks at; most evaluations open nothing, and are not read further. */
const openingSchema = evaluationSchema.pick({ asOf: true, level: true, obligation: true })

/** The ledger at its most willing. */
export const UNKNOWN: LedgerState = { openEpisode: false, coolDownUntil: null }

/** The evaluation, where policy would open a case if the ledger did not object. Never throws: what cannot be read is bad. */
export function candidateOf(pack: Pack, { value }: Pick<IncomingRecord, 'value'>): Candidate {
  let json: unknown
  try {
    json = JSON.parse(value?.toString('utf8') ?? 'null')
  } catch {
    return { is: 'bad' }
  }
  const opening = openingSchema.safeParse(json)
  if (!opening.success) return { is: 'bad' }
  if (!openingFor(pack, opening.data, UNKNOWN).open) return { is: 'none' }
  const whole = evaluationSchema.safeParse(json)
  return whole.success ? { is: 'candidate', evaluation: whole.data } : { is: 'bad' }
}
