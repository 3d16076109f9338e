import { readonly, ref, shallowRef } from 'vue'

export type Language = 'en' | 'hi'
type Sentences = Readonly<Record<string, string>>

const KEY = 'equilibrate-language'
const language = ref<Language>('en')
const sentences = shallowRef<Sentences>({})

/** Names of the languages, each in itself. */
export const languageNames: Record<Language, string> = { en: 'English', hi: 'हिन्दी' }

/** The locale for dates and numbers. */
export const locale = (): string => (language.value === 'hi' ? 'hi-IN' : 'en-GB')

/**
 * A sentence in the language of the person who reads it. The English sentence is its own key, so that the source reads
 * as the page does; `{name}` stands for a value. What a language lacks is shown in English.
 */
export function t(sentence: string, values: Readonly<Record<string, string | number>> = {}): string {
  const said = sentences.value[sentence] ?? sentence
  return said.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** A table of words whose values are read in the language of the moment. */
export function translated<K extends string>(
  table: Readonly<Record<K, string>>,
): Readonly<Record<K, string>> {
  const spoken = {} as Record<K, string>
  for (const key of Object.keys(table) as K[])
    Object.defineProperty(spoken, key, { enumerable: true, get: () => t(table[key]) })
  return spoken
}

/** Changes the language of the page; the sentences of another one are loaded when they are first wanted. */
export async function speak(choice: Language): Promise<void> {
  sentences.value = choice === 'hi' ? (await import('./hindi.ts')).hindi : {}
  language.value = choice
  document.documentElement.lang = choice
  try {
    localStorage.setItem(KEY, choice)
  } catch {
    // A browser without storage keeps the choice until the page is closed.
  }
}

/** The language that was chosen in this browser before. */
export async function speakAsBefore(): Promise<void> {
  try {
    if (localStorage.getItem(KEY) === 'hi') await speak('hi')
  } catch {
    // Without storage the page begins in English.
  }
}

export const useLanguage = () => ({ language: readonly(language) })
