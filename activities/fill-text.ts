import type { Contact } from '../domain/contact.ts'
import { ServiceError } from '../domain/errors.ts'

/** A plan's text for one person. @throws corrupt | placeholder: the text has one that nobody fills */
export function fillText(text: string, contact: Contact): string {
  const [firstName = ''] = contact.name.split(/\s+/)
  const filled = text.replaceAll('{{first_name}}', () => firstName)
  const left = /\{\{\s*([a-z_]+)\s*\}\}/.exec(text.replaceAll('{{first_name}}', ''))
  if (!left) return filled
  throw new ServiceError('corrupt', 'placeholder', 'The text has a placeholder that nobody fills.', {
    placeholder: left[1] ?? null,
  })
}
