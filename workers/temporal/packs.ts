import { loadPack, type Pack } from '../../policies/pack.ts'

/** Packs by id, each read and verified once a process. */
export function cachedPacks(): (id: string) => Pack {
  const known = new Map<string, Pack>()
  return (id) => {
    const pack = known.get(id) ?? loadPack(id)
    known.set(id, pack)
    return pack
  }
}
