/** A stretch of words that stayed, came or went. */
export type DiffPart = { is: 'same' | 'added' | 'removed'; text: string }

/** Words with the white space behind them, so that joined they are the text again. */
const wordsOf = (text: string): string[] => text.match(/\s*\S+\s*/g) ?? []

/** What turns one text into the other, word by word, by the longest common run of words. Texts are messages: a few hundred words at most. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const common = commonLengths(a, b)
  const parts: DiffPart[] = []
  const push = (is: DiffPart['is'], text: string): void => {
    const last = parts.at(-1)
    if (last?.is === is) last.text += text
    else parts.push({ is, text })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i]?.trim() === b[j]?.trim()) {
      push('same', b[j] ?? '')
      i++
      j++
    } else if (j >= b.length || (i < a.length && lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1))) {
      push('removed', a[i++] ?? '')
    } else push('added', b[j++] ?? '')
  }
  return parts
}

const lengthAt = (table: readonly number[][], i: number, j: number): number => table[i]?.[j] ?? 0

/** `[i][j]`: how many words the rests from i and j on have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i]![j] =
        a[i]?.trim() === b[j]?.trim()
          ? lengthAt(table, i + 1, j + 1) + 1
          : Math.max(lengthAt(table, i + 1, j), lengthAt(table, i, j + 1))
  return table
}
