/** A stored refusal is a stable word of the case's own rules; people read a sentence. */
const words: Record<string, string> = {
  'token-expired': 'The decision had expired before it reached the case.',
  'decision-used': 'The decision was taken already.',
  'not-waiting': 'The case waited for no such decision then.',
  'evidence-changed': 'The evidence had changed meanwhile.',
  'plan-changed': 'The message had changed meanwhile.',
  'role-may-not-decide': 'The role may not decide.',
  'no-plan': 'There was no message to approve.',
  'second-is-first': 'The second approval must come from another person.',
  'credit-authority': 'The second approval needs credit authority.',
  'hold-over': 'The time to undo was over.',
  'not-yours': 'Only who approved it, or a supervisor, may undo it.',
  'case-not-running': 'The case was closed.',
}

/** An unknown word is shown as it stands. */
export const refusalInWords = (refusal: string): string =>
  words[refusal] ?? `Refused: ${refusal.replaceAll('-', ' ')}.`
