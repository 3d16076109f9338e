import type { shippedPacks } from '../pack.ts'

export type PackId = (typeof shippedPacks)[number]

/** One thing that a row asks for, and what shows that it is kept. */
export type Claim = { says: string } & (
  | {
      pack: PackId
      /** The contact rule or the duty that keeps it, by its id; elsewhere a document of the pack by its name. */
      rule: string
      /** Edges of time: a minute before, at and a minute after (`policies/examples/gate-edges.ts`). */
      edges?: readonly string[]
      /** Further named tests of the pack. */
      tests?: readonly string[]
    }
  /** Kept outside of the packs. */
  | { file: string; test: string }
)

/** One row of the notes' table of rules: a law, or a practice that is kept like one. */
export type Row = { country: 'IN' | 'US' | 'UK' | 'EU'; law: string; claims: readonly Claim[] }
