import { z } from 'zod'
import { languages } from '../domain/customer.ts'
import { messageChannelSchema } from '../domain/plan.ts'
import { purposeSchema } from './contact-rules.ts'

export type Language = (typeof languages)[number]

/**
 * A text keeps `{{first_name}}` for the dispatcher. `[[bank]]`, `[[person]]`, `[[hours]]` and `[[opt_out]]` are the
 * pack's own data, filled when the pack is read.
 */
export const templateSchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  channel: messageChannelSchema,
  purpose: purposeSchema,
  texts: z.partialRecord(z.enum(languages), z.string().min(1)),
})
export type Template = z.infer<typeof templateSchema>

const phrasesSchema = z.partialRecord(z.enum(languages), z.array(z.string().min(1)).min(1))

/** What every text of the pack must and must not say; `policies/lint.ts` reads it. */
export const wordingSchema = z.strictObject({
  source: z.string(),
  fallback_language: z.enum(languages),
  /** The longest first name that the length is counted with. */
  first_name_max: z.int().positive(),
  segments_max: z.partialRecord(z.enum(languages), z.int().positive()),
  /** What a lock screen shows. */
  first_words_characters: z.int().positive(),
  required: phrasesSchema,
  banned: phrasesSchema,
  banned_in_first_words: phrasesSchema,
})
export type Wording = z.infer<typeof wordingSchema>

export const templatesSchema = z.strictObject({
  wording: wordingSchema,
  templates: z.array(templateSchema).min(1),
})
