import { hardships } from '../../domain/hardship.ts'
import { messageChannels, type MessageChannel } from '../../domain/plan.ts'
import type { Purpose } from '../contact-rules.ts'
import { fieldProblems } from './fields.ts'
import { gateQuestions } from '../gate-rules.ts'
import { holdsWithoutTerm } from '../holds.ts'
import { lintTemplates } from '../lint.ts'
import { matchingRules } from '../match.ts'
import type { Pack } from '../pack.ts'
import { everyText } from '../texts.ts'

/** What a pack leaves open, in words for who wrote it; none for a pack that may be put in force. */
export async function structureProblems(pack: Pack): Promise<string[]> {
  return [
    ...fieldProblems(pack),
    ...(await cellProblems(pack)),
    ...catchAllProblems(pack),
    ...questionProblems(pack),
    ...holdsWithoutTerm(pack).map((kind) => `it does not say how long a hold of ${kind} may stand`),
    ...sourceProblems(pack),
    ...textProblems(pack),
  ]
}

/** By the rules engine itself: exactly one cell for each hardship at HIGH and MEDIUM, none elsewhere. */
async function cellProblems({ documents: { matrix } }: Pack): Promise<string[]> {
  const found: string[] = []
  for (const hardship of hardships)
    for (const level of ['HIGH', 'MEDIUM', 'LOW', 'INSUFFICIENT_HISTORY'] as const) {
      const winners = [...(await matchingRules(matrix.cells, { hardship, level }, 1))]
      const wanted = level === 'HIGH' || level === 'MEDIUM' ? 1 : 0
      if (winners.length !== wanted)
        found.push(`${hardship} at ${level} has ${winners.length} plans, not ${wanted}`)
    }
  return found
}

function catchAllProblems({ documents: { levels, hardship, templates } }: Pack): string[] {
  const lists = [
    ['levels', levels.rules.at(-1)?.conditions],
    ['hardship', hardship.rules.at(-1)?.conditions],
  ] as const
  return [
    ...lists
      .filter(([, last]) => !last || !('all' in last) || last.all.length > 0)
      .map(([name]) => `the last rule of ${name} does not catch all that is left`),
    ...(Object.keys(templates.tones.at(-1)?.when ?? { none: 1 }).length > 0
      ? ['the last tone does not catch all that is left']
      : []),
  ]
}

/** A channel that is switched off asks nothing more. */
function questionProblems({ documents }: Pack): string[] {
  const { rules } = documents['contact-rules']
  const speaks = (channel: MessageChannel, kind: string) =>
    rules.some((rule) => rule.kind === kind && rule.channels.includes(channel))
  const permits = (channel: MessageChannel, purpose: Purpose) =>
    rules.some(
      (rule) =>
        rule.kind === 'basis' &&
        rule.purpose === purpose &&
        rule.channels.includes(channel) &&
        rule.status !== 'unconfirmed',
    )
  const purposes = new Set(documents.templates.templates.map(({ purpose }) => purpose))
  return messageChannels
    .filter((channel) => !speaks(channel, 'channel_off'))
    .flatMap((channel) => [
      ...gateQuestions
        .filter((kind) => kind !== 'basis' && !speaks(channel, kind))
        .map((kind) => `no rule answers ${kind} for ${channel}`),
      ...[...purposes]
        .filter((purpose) => !permits(channel, purpose))
        .map((purpose) => `no rule answers basis for ${channel}, ${purpose}`),
    ])
}

function sourceProblems({ documents }: Pack): string[] {
  const { duties, holds } = documents
  const named: [string, { source: string }][] = [
    ...documents['contact-rules'].rules.map((rule): [string, { source: string }] => [rule.id, rule]),
    ...duties.duties.map((duty): [string, { source: string }] => [duty.id, duty]),
    ...holds.terms.map((term): [string, { source: string }] => [`hold ${term.kind}`, term]),
    ...(
      ['scorecard', 'levels', 'hardship', 'matrix', 'opening', 'urgency', 'calendar', 'inbound'] as const
    ).map((name): [string, { source: string }] => [name, documents[name]]),
    ['wording', documents.templates.wording],
  ]
  return named.filter(([, { source }]) => source.trim().length < 3).map(([name]) => `${name} has no source`)
}

function textProblems(pack: Pack): string[] {
  const { matrix, templates } = pack.documents
  const known = new Set(templates.templates.map(({ id }) => id))
  const named = matrix.cells.flatMap(({ event }) => event.params.templateId ?? [])
  const spoken = everyText(pack)
  return [
    ...named.filter((id) => !known.has(id)).map((id) => `the matrix names ${id}, which is no template`),
    ...[...known].filter((id) => !named.includes(id)).map((id) => `no plan uses the template ${id}`),
    ...[...known]
      .filter((id) => !spoken.some(({ templateId }) => templateId === id))
      .map((id) => `${id} has no text on any channel`),
    ...lintTemplates(pack).map(
      ({ template, channel, tone, language, problem }) =>
        `${[template, channel, tone, language].filter((part) => part !== null).join('/')}: ${problem}`,
    ),
  ]
}
