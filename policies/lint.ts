import { smsSegments } from '../domain/text/segments.ts'
import type { Pack } from './pack.ts'
import type { Language, Template, Wording } from './templates.ts'

/** What is wrong with a text, in words for who wrote it. */
export type Finding = { template: string; language: Language; problem: string }

/** Every breach of the pack's wording rules in its texts; none for a pack that may send. */
export const lintTemplates = (pack: Pack): Finding[] =>
  [...pack.templates.values()].flatMap((template) => lintTemplate(pack, template))

function lintTemplate(pack: Pack, template: Template): Finding[] {
  const { wording } = pack.documents.templates
  const missing = languagesOf(wording).filter((language) => !template.texts[language])
  const found = Object.entries(template.texts).flatMap(([name, text]) => {
    const language = name as Language
    return problemsOf(pack, text, language).map((problem) => ({ template: template.id, language, problem }))
  })
  return [
    ...missing.map((language) => ({ template: template.id, language, problem: 'there is no text' })),
    ...found,
  ]
}

/** What is wrong with one text of a language; the same rules hold for a worker's edit. */
export function problemsOf(pack: Pack, text: string, language: Language): string[] {
  const { wording } = pack.documents.templates
  return [
    ...wrongPlaceholders(text),
    ...wrongLength(wording, text, language),
    ...missingPhrases(pack, text, language),
    ...bannedPhrases(wording, text, language),
  ]
}

const FIRST_NAME = '{{first_name}}'
const languagesOf = (wording: Wording): Language[] => Object.keys(wording.required) as Language[]
const folded = (text: string): string => text.normalize('NFC').toLowerCase()

function wrongPlaceholders(text: string): string[] {
  const rest = text.replaceAll(FIRST_NAME, '')
  return /[{}[\]]/.test(rest) ? [`the only placeholder is ${FIRST_NAME}`] : []
}

/** Counted with the longest name that the pack allows for: in the text's own letters, so that it does not change the encoding. */
function wrongLength(wording: Wording, text: string, language: Language): string[] {
  const limit = wording.segments_max[language]
  if (limit === undefined) return [`no limit of length is set for ${language}`]
  const { segments, encoding } = smsSegments(text.replaceAll(FIRST_NAME, 'N'.repeat(wording.first_name_max)))
  return [
    ...(segments > limit ? [`it takes ${segments} parts, ${limit} are allowed`] : []),
    ...(language === 'en' && encoding !== 'GSM-7' ? ['an English text must fit GSM-7'] : []),
  ]
}

function missingPhrases(pack: Pack, text: string, language: Language): string[] {
  const { pack: head, templates } = pack.documents
  const own = {
    '[[bank]]': head.bank_name,
    '[[person]]': head.lines.person,
    '[[opt_out]]': head.lines.opt_out,
  }
  const required = (templates.wording.required[language] ?? []).map(
    (phrase) => Object.entries(own).find(([name]) => name === phrase)?.[1] ?? phrase,
  )
  return required
    .filter((phrase) => !folded(text).includes(folded(phrase)))
    .map((phrase) => `it must say "${phrase}"`)
}

function bannedPhrases(wording: Wording, text: string, language: Language): string[] {
  const plain = folded(text.replaceAll(FIRST_NAME, ''))
  const first = plain.slice(0, wording.first_words_characters)
  const within = (part: string, phrases: readonly string[] = []) =>
    phrases.filter((phrase) => contains(part, folded(phrase)))
  return [
    ...within(plain, wording.banned[language]).map((phrase) => `it must not say "${phrase}"`),
    ...within(first, wording.banned_in_first_words[language]).map(
      (phrase) => `its first words must not say "${phrase}"`,
    ),
  ]
}

/** At the beginning of a word: "late" is found in "lately", not in "calculate". */
function contains(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (at === 0 || !/[\p{L}\p{M}]/u.test(text[at - 1] ?? '')) return true
  }
  return false
}
