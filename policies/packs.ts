import { ServiceError } from '../domain/errors.ts'
import type { PackRef } from '../domain/evaluation.ts'
import { loadPack, packFrom, shippedPacks, type Pack } from './pack.ts'

/** Where versions are kept: the hash of the one in force, and the bytes of any. */
export type PackReader = {
  inForce: (id: string) => Promise<string | null>
  body: (id: string, hash: string) => Promise<string | null>
}

export type Packs = {
  /** The version whose contact rules hold now. @throws not-found | no-such-pack */
  inForce: (id: string) => Promise<Pack>
  /** This very version: what a running case was opened with. @throws corrupt | pack-mismatch */
  of: (ref: PackRef) => Promise<Pack>
}

/** Packs by version, each read and verified once; what is in force is asked for anew each time. */
export function openPacks(reader: PackReader): Packs {
  const known = new Map<string, Pack>()
  const byHash = async (id: string, hash: string): Promise<Pack | null> => {
    const found = known.get(hash) ?? (await readVersion(reader, id, hash))
    if (found) known.set(hash, found)
    return found
  }
  return {
    inForce: async (id) => {
      const hash = await reader.inForce(id)
      // One that was never published is a draft: the gate lets nothing of it out.
      return (hash && (await byHash(id, hash))) || loadPack(id)
    },
    of: async ({ id, version, hash }) => {
      const pack = await byHash(id, hash)
      if (pack) return pack
      throw new ServiceError('corrupt', 'pack-mismatch', 'This version of the pack is not kept.', {
        id,
        version,
      })
    },
  }
}

async function readVersion(reader: PackReader, id: string, hash: string): Promise<Pack | null> {
  const body = await reader.body(id, hash)
  const pack = body === null ? shipped(id) : packFrom(JSON.parse(body) as Record<string, unknown>)
  return pack?.ref.hash === hash ? pack : null
}

const shipped = (id: string): Pack | null =>
  (shippedPacks as readonly string[]).includes(id) ? loadPack(id) : null
