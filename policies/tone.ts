import { ServiceError } from '../domain/errors.ts'
import type { Level } from '../domain/risk.ts'
import type { Audience } from './contact-rules.ts'
import type { Pack } from './pack.ts'
import type { engagements, repaymentHistories, Tone } from './templates.ts'

/** What the tone of a text depends on. */
export type ToneFacts = {
  level: Level
  audience: Audience
  /** `good`: at least three dues known, all paid on time; `mixed`: one was not. */
  history: (typeof repaymentHistories)[number]
  /** What became of our messages to this customer so far. */
  engagement: (typeof engagements)[number]
}

/** The first tone of the pack whose conditions hold. @throws corrupt | no-tone: the pack's tones do not cover every case */
export function toneFor(pack: Pack, facts: ToneFacts): Tone {
  const tone = pack.documents.templates.tones.find(({ when }) => holds(when, facts))
  if (tone) return tone
  throw new ServiceError('corrupt', 'no-tone', 'No tone of the pack fits.')
}

const holds = ({ audience, levels, history, engagement }: Tone['when'], facts: ToneFacts): boolean =>
  (audience === undefined || audience === facts.audience) &&
  (levels === undefined || levels.includes(facts.level)) &&
  (history === undefined || history.includes(facts.history)) &&
  (engagement === undefined || engagement.includes(facts.engagement))
