import type { Question } from './questions.ts'

const SHOWN = 10

/** The pages that took longest, each in a line: milliseconds, deep in the queue or at its top, what was asked. `took` is in the order of `asked`. */
export const slowest = (
  asked: readonly { question: Question; cursor: string | null }[],
  took: readonly number[],
): string[] =>
  asked
    .map((page, at) => ({ ...page, took_ms: took[at] ?? Number.NaN }))
    .toSorted((a, b) => b.took_ms - a.took_ms)
    .slice(0, SHOWN)
    .map(
      ({ question, cursor, took_ms }) =>
        `${took_ms.toFixed(1)} ms ${cursor === null ? 'top ' : 'deep'} ${wordsOf(question)}`,
    )

const wordsOf = ({ late, ...rest }: Question): string =>
  [...Object.entries(rest).map(([name, value]) => `${name}=${value}`), ...(late ? ['late'] : [])].join(' ')
