import { z } from 'zod'
import { codeActions, type CodeAction } from '../domain/provider.ts'
import smtp from './smtp/codes.json' with { type: 'json' }
import twilio from './twilio/codes.json' with { type: 'json' }

const codeSchema = z.strictObject({
  action: z.enum(codeActions),
  /** With `halt`: what else can only fail until somebody has mended it. */
  stops: z.enum(['global', 'country', 'template']).optional(),
  meaning: z.string(),
})
const tableSchema = z.object({ source: z.string(), codes: z.record(z.string(), codeSchema) })
const known = { ...tableSchema.parse(twilio).codes, ...tableSchema.parse(smtp).codes }

const entryOf = (code: string | null): z.infer<typeof codeSchema> | undefined =>
  code === null ? undefined : known[code]

/** What a provider's code asks for, as the tables of `twilio/` and `smtp/` say; a code that they lack is for a human. */
export const actionOfCode = (code: string | null): CodeAction => entryOf(code)?.action ?? 'unknown'

/** What a code stops besides its own message; null for most. */
export const scopeStoppedBy = (code: string | null): 'global' | 'country' | 'template' | null =>
  entryOf(code)?.stops ?? null
