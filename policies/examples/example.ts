import { canonicalJson } from '../../domain/canonical-json.ts'
import type { PackDocuments } from '../pack-schema.ts'
import type { Pack } from '../pack.ts'

/** A named test of a pack. `differs` says what it found instead of what it expects; null where the pack holds. */
export type PackExample = {
  /** The document that it speaks about. */
  about: keyof PackDocuments
  name: string
  /** The rule that it expects to speak, where it expects one. */
  rule?: string
  differs: (pack: Pack) => string | null
}

/** The pack answers with exactly this. A rule that fails altogether is a finding too. */
export const answers = (
  about: PackExample['about'],
  name: string,
  expected: unknown,
  ask: (pack: Pack) => unknown,
): PackExample => ({
  about,
  name,
  differs: (pack) => {
    try {
      const found = canonicalJson(ask(pack) ?? null)
      return found === canonicalJson(expected) ? null : found
    } catch (error) {
      return error instanceof Error ? error.message : 'it failed'
    }
  },
})
