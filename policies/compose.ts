import { ServiceError } from '../domain/errors.ts'
import type { Intervention } from '../domain/intervention.ts'
import type { MessageChannel, Plan, PlanStep } from '../domain/plan.ts'
import type { Pack } from './pack.ts'
import type { Purpose } from './contact-rules.ts'
import type { Language, Template } from './templates.ts'

export type PlanInput = {
  caseId: string
  version: number
  /** The customer's; where the template has no such text the pack's fallback stands in. */
  language: Language | null
  /** Channels in order of preference on which the customer can be reached. */
  channels: readonly MessageChannel[]
  /** Who sends, by channel; a channel without a sender gets no step. */
  senders: Partial<Record<MessageChannel, string>>
}

/** What would reach the customer, exactly. No steps where nothing is sent, or no channel has both a text and a sender. */
export function composePlan(pack: Pack, intervention: Intervention, input: PlanInput): Plan {
  const template = intervention.templateId === null ? null : templateOf(pack, intervention.templateId)
  const steps = template ? input.channels.flatMap((channel) => stepFor(pack, template, channel, input)) : []
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
  template: Template,
  channel: MessageChannel,
  { language, senders }: PlanInput,
): Omit<PlanStep, 'index'>[] {
  const sender = senders[channel]
  if (template.channel !== channel || !sender) return []
  const spoken = textIn(pack, template, language)
  return [{ channel, sender, templateId: template.id, templateVersion: template.version, ...spoken }]
}

function textIn(
  pack: Pack,
  template: Template,
  wanted: Language | null,
): { language: Language; text: string } {
  const fallback = pack.documents.templates.wording.fallback_language
  for (const language of [wanted ?? fallback, fallback]) {
    const text = template.texts[language]
    if (text) return { language, text }
  }
  throw new ServiceError(
    'corrupt',
    'template-without-text',
    `Template ${template.id} lacks the fallback language.`,
  )
}

/** The purpose for which a template may be sent: what the gate asks a basis for. @throws corrupt */
export const purposeOf = (pack: Pack, templateId: string): Purpose => templateOf(pack, templateId).purpose

function templateOf(pack: Pack, templateId: string): Template {
  const template = pack.templates.get(templateId)
  if (!template)
    throw new ServiceError('corrupt', 'no-such-template', `The pack has no template ${templateId}.`)
  return template
}
