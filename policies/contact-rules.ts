import { z } from 'zod'
import { localDateSchema } from '../domain/calendar.ts'
import { contactParties } from '../domain/contact.ts'
import { holdKindSchema } from '../domain/hold.ts'
import { messageChannels, messageChannelSchema } from '../domain/plan.ts'
import { messageCategories, registrationKindSchema } from '../domain/registration.ts'

export const purposeSchema = z.enum(['servicing', 'wellness'])
export type Purpose = z.infer<typeof purposeSchema>
export const basisSchema = z.enum(['consent', 'contract', 'legal_duty', 'legitimate_interest'])

/** For whom a text was written: everyone, or people who are flagged as vulnerable. */
export const audienceSchema = z.enum(['everyone', 'vulnerable'])
export type Audience = z.infer<typeof audienceSchema>

const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const phrasesSchema = z.record(z.string().regex(/^[a-z]{2}$/), z.array(z.string().min(1)).min(1))
const DAYS_MAX = 366

const common = {
  id: z.string().regex(/^[a-z]{2}(\.[a-z0-9-]+)+$/),
  /** What it stops, in a sentence that is its test. */
  blocks: z.string().min(1),
  /** `unconfirmed`: in force only where it restricts; it never permits. */
  status: z.enum(['in-force', 'bank-policy', 'unconfirmed']),
  source: z.string().min(1),
  effective: localDateSchema,
  channels: z
    .array(messageChannelSchema)
    .min(1)
    .default([...messageChannels]),
  /** Binding on others, kept here by the bank's own choice. */
  voluntary: z.boolean().default(false),
}
const rule = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ ...common, kind: z.literal(kind), ...shape })

/** Kinds that can only forbid. */
export const blockingRuleSchemas = [
  /** The channel is switched off. */
  rule('channel_off', {}),
  /** Nothing is sent without an address that is known. */
  rule('contact', {}),
  /** Only these people may be written to. */
  rule('party', { accepts: z.array(z.enum(contactParties)).min(1) }),
  /** Blocking holds of these kinds; of every kind where none is named. */
  rule('hold', { holds: z.array(holdKindSchema).min(1).optional() }),
  rule('opt_out', {}),
  /**
   * For this purpose one of these bases must stand, and not be withdrawn. `presumes`: this one stands by the relation
   * itself, without a record, until the customer objects.
   */
  rule('basis', {
    purpose: purposeSchema,
    accepts: z.array(basisSchema).min(1),
    presumes: z.literal('contract').optional(),
  }),
  /** A flagged customer gets what a specialist approved, with the adapted text; anything else goes to the specialists. */
  rule('vulnerability', {}),
  /** So many named people must stand behind it: a score alone changes nothing. */
  rule('human_decision', { approvers_min: z.int().min(1).max(2) }),
  /**
   * What must be registered and valid. A text must match its registered one, in that category. On a channel with a
   * window of conversation no text is asked for within so many hours of the customer's last message.
   */
  rule('registration', {
    needs: z.array(registrationKindSchema).min(1),
    category: z.enum(messageCategories).optional(),
    conversation_hours: z.int().min(1).max(72).optional(),
  }),
  /** The sender's number must begin so. */
  rule('caller', { prefixes: z.array(z.string().min(1)).min(1) }),
  /** What a text must say (one phrase of the list suffices) and must not say. */
  rule('wording', {
    when: z.enum(['always', 'overdue']),
    must: phrasesSchema.optional(),
    must_not: phrasesSchema.optional(),
  }),
  /** These statutory notices are somebody else's: no text of ours stands for one. */
  rule('notice_elsewhere', { notices: z.array(z.string().min(1)).min(1), lead_hours: z.int().min(0) }),
] as const

/** Kinds that make a step wait for a later moment. */
export const waitingRuleSchemas = [
  /** Local time in the customer's zone, from (included) until (not included). */
  rule('window', {
    window: z
      .tuple([clockTimeSchema, clockTimeSchema])
      .refine(([from, until]) => from < until, 'it must open before it closes'),
    days: z.enum(['all', 'business']),
  }),
  /** The days that the pack's calendar names. */
  rule('blackout', {}),
  /** The hours that the customer asked to be left alone in. */
  rule('avoid_hours', {}),
  /** At most so many in so many days to one customer, whatever case or obligation they belong to. */
  rule('cap', {
    counts: z.enum(['message', 'call', 'any']),
    max: z.int().min(1),
    days: z.int().min(1).max(DAYS_MAX),
    audience: audienceSchema.optional(),
  }),
  /** So long after a person has spoken with the customer. */
  rule('conversation_pause', { days: z.int().min(1).max(DAYS_MAX) }),
] as const

export const contactRuleSchema = z.discriminatedUnion('kind', [...blockingRuleSchemas, ...waitingRuleSchemas])
export type ContactRule = z.infer<typeof contactRuleSchema>
export type ContactRuleKind = ContactRule['kind']
export type RuleOf<K extends ContactRuleKind> = Extract<ContactRule, { kind: K }>
export type WaitingRule = RuleOf<'window' | 'blackout' | 'avoid_hours' | 'cap' | 'conversation_pause'>

export const contactRulesSchema = z.strictObject({
  /** Where the customer's zone is unknown every one of these must allow it; without the list the unknown zone blocks. */
  zones_if_unknown: z.array(z.string()).min(1).optional(),
  rules: z.array(contactRuleSchema).min(1),
})
