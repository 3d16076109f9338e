import type { Evaluation } from '../domain/evaluation.ts'
import { needsCreditAuthority, needsSecondApproval } from '../domain/intervention.ts'
import { assess } from './assess.ts'
import { interventionFor } from './intervene.ts'
import type { Pack } from './pack.ts'
import type { Packs } from './packs.ts'

/** How a pack treats one evaluation. `intervention` null: it asks for nothing. */
export type Treatment = {
  level: string
  hardship: string
  opensCase: boolean
  intervention: string | null
  kinds: readonly string[]
  sla_hours: number | null
  templateId: string | null
  /** People who must approve: 1, 2, or 2 with credit authority. */
  approval: 'one' | 'two' | 'two-with-credit' | null
}

/** How a pack treats an evaluation that was made with another: its facts stay, every rule is asked anew. @throws invalid */
export function treatmentOf(
  pack: Pack,
  { features, persona, score }: Pick<Evaluation, 'features' | 'persona' | 'score'>,
): Treatment {
  const { level, hardship } = assess(pack, { features, persona, probability: score?.probability ?? null })
  const found = interventionFor(pack, hardship.type, level)
  return {
    level,
    hardship: hardship.type,
    opensCase: pack.documents.opening.levels.includes(level),
    intervention: found?.id ?? null,
    kinds: found?.kinds ?? [],
    sla_hours: found?.sla_hours ?? null,
    templateId: found?.templateId ?? null,
    approval: found && approvalOf(level, found.kinds),
  }
}

function approvalOf(level: string, kinds: Parameters<typeof needsCreditAuthority>[0]): Treatment['approval'] {
  if (!needsSecondApproval(level, kinds)) return 'one'
  return needsCreditAuthority(kinds) ? 'two-with-credit' : 'two'
}

/** An evaluation that a case rests on. */
export type PastCase = { caseId: string; evaluation: Evaluation }
export type Replayed = {
  caseId: string
  before: Treatment
  after: Treatment
  changed: readonly (keyof Treatment)[]
}

/**
 * Past cases under a draft, one after the other: how each was treated by its own version and how the draft would. Cases of
 * other packs are passed over. @throws corrupt | pack-mismatch; invalid: the draft reads a feature that was not known then
 */
export async function* replayUnder(
  draft: Pack,
  packs: Pick<Packs, 'of'>,
  pastCases: AsyncIterable<PastCase>,
): AsyncGenerator<Replayed> {
  for await (const { caseId, evaluation } of pastCases) {
    if (evaluation.pack.id !== draft.ref.id) continue
    const before = treatmentOf(await packs.of(evaluation.pack), evaluation)
    const after = treatmentOf(draft, evaluation)
    yield { caseId, before, after, changed: differencesOf(before, after) }
  }
}

/** What is different between two treatments, by name. */
export const differencesOf = (before: Treatment, after: Treatment): (keyof Treatment)[] =>
  (Object.keys(before) as (keyof Treatment)[]).filter((name) => String(before[name]) !== String(after[name]))
