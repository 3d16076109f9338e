import {
  endingWords,
  hardshipWords,
  levelWords,
  outcomeWords,
  personaWords,
  plainWord,
  priorityWords,
  stageWords,
  kindWords,
} from './terms.ts'

/** In this order: what ends a case is often named as it is. */
const tables: readonly Readonly<Record<string, string>>[] = [
  ...[levelWords, hardshipWords, personaWords, outcomeWords, stageWords, endingWords],
  ...[priorityWords, kindWords],
]

/** A code of the product as people say it; one that we do not know is made readable. */
export function codeWord(code: string): string {
  const table = tables.find((words) => Object.hasOwn(words, code))
  return table?.[code] ?? plainWord(code)
}
