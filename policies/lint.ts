import { smsSegments, type Segments } from '../domain/text/segments.ts'
import type { MessageChannel } from '../domain/plan.ts'
import type { Pack } from './pack.ts'
import { strangeAddresses } from './addresses.ts'
import { asRead, phrasesIn } from './phrases.ts'
import type { Language, PackText, Wording } from './templates.ts'
import { everyText } from './texts.ts'

/** What is wrong with a text, in words for who wrote it. */
export type Finding = {
  template: string
  channel: MessageChannel | null
  tone: string | null
  language: Language
  problem: string
}

/** Every breach of the pack's wording rules in its texts; none for a pack that may send. */
export function lintTemplates(pack: Pack): Finding[] {
  const found = everyText(pack).flatMap((text) =>
    problemsOf(pack, text).map((problem) => ({
      template: text.templateId,
      ...{ channel: text.channel, tone: text.tone, language: text.language, problem },
    })),
  )
  return [...missingTexts(pack), ...found]
}

function missingTexts({ documents: { templates } }: Pack): Finding[] {
  const lacks = (has: Record<string, string>) =>
    templates.wording.languages.filter((language) => has[language] === undefined)
  const at = { channel: null, tone: null, problem: 'there is no text' }
  return [
    ...templates.templates.flatMap(({ id, bodies }) =>
      lacks(bodies).map((language) => ({ template: id, language, ...at })),
    ),
    ...templates.frames.flatMap(({ channel, texts }) =>
      lacks(texts).map((language) => ({ template: 'frame', language, ...at, channel })),
    ),
    ...templates.tones.flatMap(({ id, texts }) =>
      lacks(texts).map((language) => ({ template: 'tone', language, ...at, tone: id })),
    ),
  ]
}

export type LintedText = Pick<PackText, 'text' | 'language' | 'channel'> & { subject?: string | null }

/** What is wrong with one text; the same rules hold for a worker's edit. */
export function problemsOf(pack: Pack, { text, language, channel, subject }: LintedText): string[] {
  const { pack: head, templates } = pack.documents
  const { wording } = templates
  return [
    ...wrongPlaceholders(text),
    ...strangeAddresses(linesOf(head), text),
    ...wrongLetters(text, language),
    ...(channel === 'sms' ? wrongSegments(wording, text, language) : tooLong(wording, text, channel)),
    ...missingPhrases(pack, text, language, channel),
    ...bannedPhrases(wording, text, channel),
    ...(subject ? bannedInSubject(wording, subject) : []),
  ]
}

const linesOf = ({ lines }: Pack['documents']['pack']): string[] =>
  Object.values(lines).filter((line) => line !== undefined)

/** What stands against a worker's edit of a step's text: the pack's rules, and a register that holds it to the letter. */
export function editProblems(pack: Pack, step: LintedText, text: string): string[] {
  if (text === step.text) return []
  const frame = pack.documents.templates.frames.find(({ channel }) => channel === step.channel)
  const registered =
    frame?.edits === 'registered' ? ['this text is registered and must be sent to the letter'] : []
  return [...registered, ...problemsOf(pack, { ...step, text })]
}

export type SmsSize = Segments & { cost_centiminor: number }

/** Encoding, parts and cost of an SMS with the longest name that the pack allows for. */
export function smsSizeOf({ documents: { templates } }: Pack, text: string): SmsSize {
  const { first_name_max, sms_part_cost_centiminor } = templates.wording
  // In the text's own letters, so that the name does not change the encoding.
  const size = smsSegments(text.replaceAll(FIRST_NAME, 'N'.repeat(first_name_max)))
  return { ...size, cost_centiminor: size.segments * sms_part_cost_centiminor }
}

const FIRST_NAME = '{{first_name}}'

function wrongPlaceholders(text: string): string[] {
  const rest = text.replaceAll(FIRST_NAME, '')
  return /[{}[\]]/.test(rest) ? [`the only placeholder is ${FIRST_NAME}`] : []
}

/** Letters by which a text in a language is written; look-alikes of another script would hide what it says. */
const letters: Partial<Record<string, RegExp>> = {
  en: /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/gu,
  hi: /[\p{Script=Latin}\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]/gu,
}

function wrongLetters(text: string, language: Language): string[] {
  const own = letters[language]
  return own && text.replaceAll(own, '') !== '' ? ['it has letters of another script'] : []
}

function wrongSegments(wording: Wording, text: string, language: Language): string[] {
  const limit = wording.segments_max[language]
  if (limit === undefined) return [`no limit of length is set for ${language}`]
  const { segments, encoding } = smsSegments(text.replaceAll(FIRST_NAME, 'N'.repeat(wording.first_name_max)))
  return [
    ...(segments > limit ? [`it takes ${segments} parts, ${limit} are allowed`] : []),
    ...(language === 'en' && encoding !== 'GSM-7' ? ['an English text must fit GSM-7'] : []),
  ]
}

function tooLong({ characters_max }: Wording, text: string, channel: MessageChannel): string[] {
  const limit = characters_max[channel]
  if (limit === undefined) return [`no limit of length is set for ${channel}`]
  return text.length > limit ? [`it has ${text.length} characters, ${limit} are allowed`] : []
}

function missingPhrases(pack: Pack, text: string, language: Language, channel: MessageChannel): string[] {
  const { pack: head, templates } = pack.documents
  const frame = templates.frames.find((each) => each.channel === channel)
  const required = frame?.required ?? templates.wording.required
  const own: Record<string, string> = { '[[bank]]': head.bank_name }
  for (const [name, line] of Object.entries(head.lines)) own[`[[${name}]]`] = line ?? ''
  return (required[language] ?? [])
    .map((phrase) => own[phrase] ?? phrase)
    .filter((phrase) => !text.toLowerCase().includes(phrase.toLowerCase()))
    .map((phrase) => `it must say "${phrase}"`)
}

function bannedPhrases(wording: Wording, text: string, channel: MessageChannel): string[] {
  const plain = text.replaceAll(FIRST_NAME, '')
  // Whoever takes a call hears it all.
  const overheard = channel === 'voice' ? plain : asRead(plain).slice(0, wording.first_words_characters)
  return [
    ...saidOf(plain, wording.banned).map((phrase) => `it must not say "${phrase}"`),
    ...saidOf(overheard, wording.banned_in_first_words).map(
      (phrase) => `its first words must not say "${phrase}"`,
    ),
  ]
}

/** A subject is seen by whoever looks at the screen. */
const bannedInSubject = (wording: Wording, subject: string): string[] =>
  [...saidOf(subject, wording.banned), ...saidOf(subject, wording.banned_in_first_words)].map(
    (phrase) => `its subject must not say "${phrase}"`,
  )

/** In whatever language it is said: a Hindi text can say "loan" too. */
const saidOf = (text: string, phrases: Readonly<Record<string, readonly string[]>>): string[] => [
  ...new Set(phrasesIn(text, Object.values(phrases).flat())),
]
