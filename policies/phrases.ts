const folded = (text: string): string => text.normalize('NFC').toLowerCase()

/** At the beginning of a word, in any case: "late" is found in "lately", not in "calculate". */
export function says(text: string, phrase: string): boolean {
  const [within, wanted] = [folded(text), folded(phrase)]
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{M}]/u.test(within[at - 1] ?? '')) return true
  }
  return false
}

export const saysAny = (text: string, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => says(text, phrase))
