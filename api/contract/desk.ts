import { z } from 'zod'
import { personSchema } from './cases.ts'

/** Who has the case open, and whose claim runs. Wall time. */
export const presenceSchema = z
  .object({
    others: z.array(personSchema),
    claim: z.object({ by: personSchema, mine: z.boolean(), until: z.iso.datetime() }).nullable(),
    /** How often to say that one is still there, in seconds. */
    again_s: z.int(),
  })
  .meta({ id: 'Presence' })
export type Presence = z.infer<typeof presenceSchema>

/** `look`: I have it open. `work`: and I claim it where nobody has. `take-over`: I claim it whoever has. `leave`: I am gone. */
export const presenceBodySchema = z.strictObject({ does: z.enum(['look', 'work', 'take-over', 'leave']) })
export type PresenceBody = z.infer<typeof presenceBodySchema>

const DRAFT_CHARACTERS_MAX = 1_600
/** A remark, or other words for a step of the plan. */
export const draftQuerySchema = z.strictObject({
  kind: z.enum(['remark', 'step-0', 'step-1', 'step-2', 'step-3']).default('remark'),
})
export type DraftKind = z.infer<typeof draftQuerySchema>['kind']
/** An empty text removes the draft. */
export const draftBodySchema = z.strictObject({ text: z.string().trim().max(DRAFT_CHARACTERS_MAX) })
export const draftSchema = z
  .object({ text: z.string(), updatedAt: z.iso.datetime().nullable() })
  .meta({ id: 'Draft' })
export type Draft = z.infer<typeof draftSchema>

const VIEW_NAME_MAX = 40
const VIEW_QUERY_MAX = 300
/** The query of the inbox's address, without a search: that could name a person. */
export const savedViewSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(VIEW_NAME_MAX),
    query: z
      .string()
      .max(VIEW_QUERY_MAX)
      .regex(/^[a-z]+=[A-Za-z_]+(&[a-z]+=[A-Za-z_]+)*$|^$/)
      .refine((query) => !new URLSearchParams(query).has('q'), { message: 'a search is not kept' }),
  })
  .meta({ id: 'SavedView' })
export const savedViewsSchema = z.object({ views: z.array(savedViewSchema) }).meta({ id: 'SavedViews' })
export type SavedViews = z.infer<typeof savedViewsSchema>
export const removeViewBodySchema = z.strictObject({ name: savedViewSchema.shape.name })
