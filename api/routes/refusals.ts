/** Stored refusals are stable words; people read a sentence. An unknown one is shown as it stands. */
const words: Record<string, string> = {
  'evidence-changed': 'The evidence had changed meanwhile.',
  'plan-changed': 'The message had changed meanwhile.',
  'same-approver': 'The second approval must come from another person.',
  'credit-authority': 'The second approval needs credit authority.',
  'case-not-running': 'The case was closed.',
  'undo-over': 'The time to undo was over.',
}

export const refusalInWords = (refusal: string): string =>
  words[refusal] ?? `Refused: ${refusal.replaceAll('-', ' ')}.`
