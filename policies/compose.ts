import type { Intervention } from '../domain/intervention.ts'
import type { MessageChannel, Plan, PlanStep } from '../domain/plan.ts'
import type { Purpose } from './contact-rules.ts'
import type { Pack } from './pack.ts'
import type { Language } from './templates.ts'
import { templateOf, textOf, toneOf } from './texts.ts'
import { toneFor, type ToneFacts } from './tone.ts'

export type PlanInput = {
  caseId: string
  version: number
  /** The customer's; where the template has no such text the pack's fallback stands in. */
  language: Language | null
  /** Channels in order of preference on which the customer can be reached. */
  channels: readonly MessageChannel[]
  /** Who sends, by channel; a channel without a sender gets no step. */
  senders: Partial<Record<MessageChannel, string>>
  tone: ToneFacts
}

/** What would reach the customer, exactly. No steps where nothing is sent, or no channel has both a text and a sender. */
export function composePlan(pack: Pack, intervention: Intervention, input: PlanInput): Plan {
  const { templateId } = intervention
  const steps =
    templateId === null ? [] : input.channels.flatMap((channel) => stepFor(pack, templateId, channel, input))
  return {
    schema: 'plan/1',
    caseId: input.caseId,
    version: input.version,
    interventionId: intervention.id,
    steps: steps.map((step, index) => ({ index, ...step })),
  }
}

function stepFor(
  pack: Pack,
  templateId: string,
  channel: MessageChannel,
  { language, senders, tone }: PlanInput,
): Omit<PlanStep, 'index'>[] {
  const sender = senders[channel]
  const found = sender && textOf(pack, templateId, { channel, language, tone: toneFor(pack, tone).id })
  if (!sender || !found) return []
  const { subject, ...text } = found
  return [{ sender, ...text, ...(subject !== null && { subject }) }]
}

/** The purpose for which a template may be sent: what the gate asks a basis for. @throws corrupt | no-such-template */
export const purposeOf = (pack: Pack, templateId: string): Purpose => templateOf(pack, templateId).purpose

/** Whom a step's wording was written for. */
export const audienceOf = (pack: Pack, { tone }: Pick<PlanStep, 'tone'>): 'everyone' | 'vulnerable' =>
  tone === undefined ? 'everyone' : toneOf(pack, tone).audience
