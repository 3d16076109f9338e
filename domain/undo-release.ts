import { z } from 'zod'
import { caseIdSchema } from './ids.ts'
import { encodeToken, verifyToken, type Sign, type Verify } from './signed-token.ts'

/** The word of a rehearsal that a case need not wait for the end of its undo time; signed like a decision. */
const undoReleaseSchema = z.strictObject({
  schema: z.literal('undo-release/1'),
  caseId: caseIdSchema,
  /** Wall time. */
  expiresAt: z.iso.datetime(),
})

export const UNDO_RELEASE_LIFETIME_MS = 60_000

/** A token that ends the undo time of this case, good for a minute of wall time. */
export const encodeUndoRelease = (caseId: string, now_ms: number, sign: Sign): string =>
  encodeToken(
    undoReleaseSchema,
    {
      schema: 'undo-release/1',
      caseId,
      expiresAt: new Date(now_ms + UNDO_RELEASE_LIFETIME_MS).toISOString(),
    },
    sign,
  )

/** Whether a token ends the undo time of this case now. */
export function isUndoRelease(token: unknown, caseId: string, now_ms: number, verify: Verify): boolean {
  const found = verifyToken(undoReleaseSchema, token, verify)
  return 'claims' in found && found.claims.caseId === caseId && now_ms < Date.parse(found.claims.expiresAt)
}
