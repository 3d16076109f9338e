import { ServiceError } from '../domain/errors.ts'
import type { MessageChannel } from '../domain/plan.ts'
import type { Pack } from './pack.ts'
import type { PackText, Template, Tone } from './templates.ts'

export type TextWish = { channel: MessageChannel; tone: string; language: string | null }

/**
 * The exact text of a template on a channel, in a tone and a language; where the template does not speak it, in the
 * pack's fallback. Null where the template is not for this channel. @throws corrupt | no-such-template
 */
export function textOf(pack: Pack, templateId: string, wish: TextWish): PackText | null {
  const template = templateOf(pack, templateId)
  const frame = pack.documents.templates.frames.find(({ channel }) => channel === wish.channel)
  if (!frame || !template.channels.includes(wish.channel)) return null
  const tone = toneOf(pack, wish.tone)
  const { fallback_language } = pack.documents.templates.wording
  const language = [wish.language ?? fallback_language, fallback_language].find(
    (each) => template.bodies[each] !== undefined && frame.texts[each] !== undefined,
  )
  if (language === undefined)
    throw new ServiceError(
      'corrupt',
      'template-without-text',
      `Template ${templateId} lacks the fallback language.`,
    )
  const subject = frame.subjects?.[language]
  return {
    templateId,
    templateVersion: template.version,
    ...{ channel: wish.channel, tone: tone.id, language },
    text: filled(pack, frame.texts[language] ?? '', {
      tone: tone.texts[language] ?? '',
      body: template.bodies[language] ?? '',
    }),
    subject: subject === undefined ? null : filled(pack, subject, {}),
  }
}

/** Every text that the pack can send, in the languages that it must speak. */
export function everyText(pack: Pack): PackText[] {
  const { wording, tones, frames, templates } = pack.documents.templates
  return templates.flatMap(({ id }) =>
    frames.flatMap(({ channel }) =>
      tones.flatMap(({ id: tone }) =>
        wording.languages.flatMap((language) => {
          const text = textOf(pack, id, { channel, tone, language })
          return text?.language === language ? [text] : []
        }),
      ),
    ),
  )
}

/** @throws corrupt | no-such-template */
export function templateOf(pack: Pack, templateId: string): Template {
  const template = pack.documents.templates.templates.find(({ id }) => id === templateId)
  if (template) return template
  throw new ServiceError('corrupt', 'no-such-template', `The pack has no template ${templateId}.`)
}

export function toneOf(pack: Pack, id: string): Tone {
  const tone = pack.documents.templates.tones.find((each) => each.id === id)
  if (tone) return tone
  throw new ServiceError('corrupt', 'no-such-tone', `The pack has no tone ${id}.`)
}

function filled(
  { documents: { pack } }: Pack,
  text: string,
  parts: { tone?: string; body?: string },
): string {
  const values = { ...parts, bank: pack.bank_name, ...pack.lines }
  return Object.entries(values)
    .reduce((result, [name, value]) => result.replaceAll(`[[${name}]]`, value ?? ''), text)
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ +\n/g, '\n')
    .trim()
}
