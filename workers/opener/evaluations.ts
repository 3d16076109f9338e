import type { Evaluation } from '../../domain/evaluation.ts'
import { openingFor, type LedgerState } from '../../policies/opening.ts'
import type { Pack } from '../../policies/pack.ts'
import { faultPoint } from '../../stores/fault-points.ts'
import type { RecordBatch } from '../../stores/kafka/consumer.ts'
import type { Database } from '../../stores/postgres/database.ts'
import { withoutErased } from '../../stores/postgres/erasures.ts'
import { episodesOf, openEpisode, type Episode } from '../../stores/postgres/episodes.ts'
import type { Logger } from '../../stores/logger.ts'
import type { Cases } from '../../stores/temporal/cases.ts'
import { candidateOf, UNKNOWN } from './candidate.ts'
import { tellChanges } from './changes.ts'
import type { Starter } from './starter.ts'

export const EVALUATIONS_AT_ONCE_MAX = 500

export type OpenerDeps = { db: Database; pack: Pack; cases: Cases; starter: Starter; log: Logger }

/** Opens the cases that policy asks for, tells open ones what has changed, and only then counts the evaluations as done. */
export async function takeEvaluations(deps: OpenerDeps, batch: RecordBatch): Promise<void> {
  for (let from = 0; from < batch.records.length; from += EVALUATIONS_AT_ONCE_MAX) {
    if (batch.isStale()) return
    const some = batch.records.slice(from, from + EVALUATIONS_AT_ONCE_MAX)
    await openCasesFor(
      deps,
      some.flatMap((record) => {
        const candidate = candidateOf(deps.pack, record)
        if (candidate.is === 'bad') {
          deps.log.warn({ partition: batch.partition, offset: record.offset }, 'An evaluation cannot be read')
        }
        return candidate.is === 'candidate' ? [candidate.evaluation] : []
      }),
    )
    await tellChanges(deps, some)
    await batch.heartbeat()
    const next = batch.records[from + EVALUATIONS_AT_ONCE_MAX]?.offset ?? batch.endOffset
    await batch.done(next)
  }
}

async function openCasesFor(
  { db, pack, starter }: OpenerDeps,
  evaluations: readonly Evaluation[],
): Promise<void> {
  const candidates = await withoutErased(db, evaluations)
  if (candidates.length === 0) return
  const known = await episodesOf(
    db,
    candidates.map(({ customer }) => customer),
  )
  const ledger = new Map<string, LedgerState>()
  for (const { customer } of candidates) ledger.set(customer, ledgerOf(known, customer))
  const opened: Episode[] = []
  for (const evaluation of candidates) {
    if (!openingFor(pack, evaluation, ledger.get(evaluation.customer) ?? UNKNOWN).open) continue
    ledger.set(evaluation.customer, { openEpisode: true, coolDownUntil: null })
    const episode = await openEpisode(db, evaluation)
    if (episode) opened.push(episode)
  }
  if (opened.length === 0) return
  faultPoint('opener.after-ledger')
  await starter.start(opened)
}

function ledgerOf(episodes: readonly Episode[], customer: string): LedgerState {
  const own = episodes.filter((episode) => episode.customer === customer)
  return {
    openEpisode: own.some((episode) => episode.open),
    // The newest stands first.
    coolDownUntil: own[0]?.coolDownUntil ?? null,
  }
}
