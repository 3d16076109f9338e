import { z } from 'zod'
import { localDateSchema } from './calendar.ts'
import { messageChannelSchema } from './plan.ts'

/**
 * What an operator or provider has registered for us: the principal entity, a sender (header), an exact text, a URL or
 * call-back number that texts may name.
 */
export const registrationKinds = ['entity', 'header', 'template', 'url'] as const
export const registrationKindSchema = z.enum(registrationKinds)

/** The categories of TCCCPR 2025: promotional, service, transactional, government. */
export const messageCategories = ['promotional', 'service', 'transactional', 'government'] as const

export const registrationSchema = z.strictObject({
  country: z.string().regex(/^[a-z]{2}$/),
  channel: messageChannelSchema,
  kind: registrationKindSchema,
  /** The id that the register gave. */
  registeredId: z.string().min(1).max(80),
  /** The sender of a header, the address of a URL; the template's own id of a text. */
  value: z.string().min(1).max(200),
  /** Of a template: its category, and the text with typed variables such as `{#alphanumeric#}`. */
  category: z.enum(messageCategories).nullable().default(null),
  text: z.string().max(2_000).nullable().default(null),
  validFrom: localDateSchema,
  validUntil: localDateSchema.nullable().default(null),
})
export type Registration = z.infer<typeof registrationSchema>
