export type TextPart = { text: string; placeholder: boolean }

const PLACEHOLDER = /(\{\{[a-z_]+\}\})/

/** A message's exact text cut at its placeholders (`{{first_name}}`), in order; joined again it is the same text. */
export const textParts = (text: string): TextPart[] =>
  text
    .split(PLACEHOLDER)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, placeholder: PLACEHOLDER.test(part) }))

const TYPICAL_NAME = 'Narendra'

/** The text with a name of eight letters, the length for which SMS parts are counted before the name is known. */
export const withTypicalName = (text: string): string => text.replaceAll(/\{\{[a-z_]+\}\}/g, TYPICAL_NAME)
