import { z } from 'zod'
import { codeActions, type CodeAction } from '../domain/provider.ts'
import smtp from './smtp/codes.json' with { type: 'json' }
import twilio from './twilio/codes.json' with { type: 'json' }

const tableSchema = z.object({
  source: z.string(),
  codes: z.record(z.string(), z.object({ action: z.enum(codeActions), meaning: z.string() })),
})
const known = { ...tableSchema.parse(twilio).codes, ...tableSchema.parse(smtp).codes }

/** What a provider's code asks for, as the tables of `twilio/` and `smtp/` say; a code that they lack is for a human. */
export const actionOfCode = (code: string | null): CodeAction =>
  (code === null ? undefined : known[code]?.action) ?? 'unknown'
