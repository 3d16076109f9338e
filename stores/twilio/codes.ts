import { z } from 'zod'
import codes from './codes.json' with { type: 'json' }

/**
 * What an error code asks for. `retry`: not processed, try later; `other-channel`: this one will not work;
 * `suppress`: no channel may be used; `halt`: our side is at fault, a human must look; `unknown`: not in the list,
 * a human must look.
 */
export const codeActionSchema = z.enum(['retry', 'other-channel', 'suppress', 'halt', 'unknown'])
export type CodeAction = z.infer<typeof codeActionSchema>

const known = z
  .object({
    source: z.string(),
    codes: z.record(z.string().regex(/^\d+$/), z.object({ action: codeActionSchema, meaning: z.string() })),
  })
  .parse(codes).codes

export const actionOfCode = (code: string | null): CodeAction =>
  (code === null ? undefined : known[code]?.action) ?? 'unknown'
