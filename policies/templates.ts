import { z } from 'zod'
import { languageSchema, messageChannelSchema, type MessageChannel } from '../domain/plan.ts'
import { levelSchema } from '../domain/risk.ts'
import { audienceSchema, purposeSchema } from './contact-rules.ts'

export type { Language } from '../domain/plan.ts'

const textsSchema = z.record(languageSchema, z.string())
const phrasesSchema = z.record(languageSchema, z.array(z.string().min(1)).min(1))

/**
 * What a template says on every channel and in every tone. `{{first_name}}` is left for the dispatcher, the only
 * placeholder; `[[…]]` stands for the pack's own data and is filled when the pack is read.
 */
export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  version: z.string(),
  purpose: purposeSchema,
  channels: z.array(messageChannelSchema).min(1),
  /** Statutory notices that it gives; none for help. */
  notices: z.array(z.string()).default([]),
  bodies: z.record(languageSchema, z.string().min(1)),
})
export type Template = z.infer<typeof templateSchema>

export const repaymentHistories = ['good', 'mixed', 'unknown'] as const
export const engagements = ['answers', 'reached', 'unreached', 'new'] as const

/** A sentence by which one text differs from another; the first whose conditions hold is used. */
export const toneSchema = z.strictObject({
  id: z.string().regex(/^[a-z]+$/),
  when: z.strictObject({
    audience: audienceSchema.optional(),
    levels: z.array(levelSchema).min(1).optional(),
    history: z.array(z.enum(repaymentHistories)).min(1).optional(),
    engagement: z.array(z.enum(engagements)).min(1).optional(),
  }),
  audience: audienceSchema,
  texts: textsSchema,
})
export type Tone = z.infer<typeof toneSchema>

/** How a channel's text is built around the body. */
export const frameSchema = z
  .strictObject({
    channel: messageChannelSchema,
    /** A call says the same whatever it is about: nobody knows who takes it. The others hold the template's body. */
    texts: z.record(languageSchema, z.string().includes('[[tone]]')),
    /** Required here in place of what the wording requires elsewhere. */
    required: phrasesSchema.optional(),
    /** E-mail only. */
    subjects: z.record(languageSchema, z.string().max(120)).optional(),
    /** `registered`: the text stands in a register to the letter, so a worker's edit would not be delivered. */
    edits: z.enum(['registered', 'within-rules']),
  })
  .refine(
    ({ channel, texts }) =>
      channel === 'voice' || Object.values(texts).every((text) => text.includes('[[body]]')),
    'must hold [[body]]',
  )
export type Frame = z.infer<typeof frameSchema>

/** What every text of the pack must and must not say; `policies/lint.ts` reads it. */
export const wordingSchema = z.strictObject({
  source: z.string(),
  fallback_language: languageSchema,
  /** Every template speaks these. */
  languages: z.array(languageSchema).min(1),
  /** The longest first name that the length is counted with. */
  first_name_max: z.int().positive(),
  /** Parts of an SMS. */
  segments_max: z.record(languageSchema, z.int().positive()),
  /** What one part of an SMS costs the bank, in hundredths of a minor unit of the pack's currency. */
  sms_part_cost_centiminor: z.int().min(0),
  characters_max: z.partialRecord(messageChannelSchema, z.int().positive()),
  /** What a lock screen shows. */
  first_words_characters: z.int().positive(),
  required: phrasesSchema,
  banned: phrasesSchema,
  banned_in_first_words: phrasesSchema,
})
export type Wording = z.infer<typeof wordingSchema>

export const templatesSchema = z.strictObject({
  wording: wordingSchema,
  tones: z.array(toneSchema).min(1),
  frames: z.array(frameSchema).min(1),
  templates: z.array(templateSchema).min(1),
})
export type TemplatesDocument = z.infer<typeof templatesSchema>

/** One text of a pack, to the letter. */
export type PackText = {
  templateId: string
  templateVersion: string
  channel: MessageChannel
  tone: string
  language: string
  text: string
  subject: string | null
}
