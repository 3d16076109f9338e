const NUKTA = '\u093C'
const foldedPhrases = new Map<string, string>()

/**
 * A text as its reader takes it, whoever typed it: in one case and width, one blank between words, nothing invisible, and
 * Hindi without the dots that many leave out.
 */
export const asRead = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Cf}/gu, '')
    .normalize('NFD')
    .replaceAll(NUKTA, '')
    .normalize('NFC')
    .replaceAll(/\s+/g, ' ')

/** Of the phrases, those that are said at the beginning of a word: "late" is found in "lately", not in "calculate". */
export function phrasesIn(text: string, phrases: readonly string[]): string[] {
  const within = asRead(text)
  return phrases.filter((phrase) => begins(within, readPhrase(phrase)))
}

export const says = (text: string, phrase: string): boolean => phrasesIn(text, [phrase]).length > 0
export const saysAny = (text: string, phrases: readonly string[]): boolean =>
  phrasesIn(text, phrases).length > 0

function begins(within: string, wanted: string): boolean {
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1))
    if (at === 0 || !/[\p{L}\p{M}]/u.test(within[at - 1] ?? '')) return true
  return false
}

/** Packs bring the same phrases again and again. */
function readPhrase(phrase: string): string {
  const known = foldedPhrases.get(phrase) ?? asRead(phrase)
  foldedPhrases.set(phrase, known)
  return known
}
