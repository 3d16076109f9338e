import { watchFile, unwatchFile } from 'node:fs'
import { join } from 'node:path'
import type { ModelRef } from '../domain/risk.ts'
import { ALIASES_FILE, readAliases } from './aliases.ts'
import type { Model } from './model.ts'
import { corrupt } from './version-folder.ts'
import { loadVersion, trustedKeysOf } from './registry.ts'
import { readTrustedKeys } from './trusted-keys.ts'

/** How soon a promotion is seen, wall time. */
const WATCH_MS = 1_000
/** Versions kept in memory besides champion and challenger, for cases that an earlier champion scored. */
const FORMER_MAX = 3

export type Standing = { champion: Model | null; challenger: Model | null }

/** The models in force, swapped without a restart. */
export interface Models {
  /** As of now. No champion: none verifies, and the scorecard alone decides. */
  standing(): Standing
  /** The very version that made a score, whatever it does now. @throws corrupt: it does not verify, or is another */
  of(ref: ModelRef): Promise<Model>
  close(): void
}

export type WatchOptions = {
  /** Names of the features that can be computed: champion or challenger that need others are refused. */
  known: readonly string[]
  /** Told of every swap. */
  onSwap?: (standing: Standing) => void
  /** Told why a version is not used. */
  onRefusal: (error: unknown) => void
}

/** Loads the champion and the challenger of a model's folder, and follows its aliases from then on. */
export async function watchModels(
  folder: string,
  { known, onSwap, onRefusal }: WatchOptions,
): Promise<Models> {
  const loaded = new Map<string, Promise<Model>>()
  let standing: Standing = { champion: null, challenger: null }
  const attempt = (version: string | null): Promise<Model | null> =>
    version === null
      ? Promise.resolve(null)
      : loadVersion(join(folder, version), trustedKeysOf(folder), known).catch((error: unknown) => {
          onRefusal(error)
          return null
        })
  const follow = async (): Promise<void> => {
    try {
      const aliases = await readAliases(folder, await readTrustedKeys(trustedKeysOf(folder)))
      const [champion, challenger] = [await attempt(aliases.champion), await attempt(aliases.challenger)]
      standing = { champion, challenger }
    } catch (error) {
      onRefusal(error)
      standing = { champion: null, challenger: null }
    }
    onSwap?.(standing)
  }
  // One after the other: the last change is the one that stays.
  let following = follow()
  await following
  const onChange = (): void => void (following = following.then(follow))
  watchFile(join(folder, ALIASES_FILE), { interval: WATCH_MS, persistent: false }, onChange)
  const former = (version: string): Promise<Model> => {
    const known = loaded.get(version)
    if (known) return known
    const loading = loadVersion(join(folder, version), trustedKeysOf(folder))
    loaded.set(version, loading)
    loading.catch(() => loaded.delete(version))
    for (const oldest of loaded.keys()) if (loaded.size > FORMER_MAX) loaded.delete(oldest)
    return loading
  }
  return {
    standing: () => standing,
    of: async (ref) => {
      const { champion, challenger } = standing
      const model = [champion, challenger].find((one) => one?.ref.sha256 === ref.sha256)
      return model ?? sameAs(await former(ref.version), ref)
    },
    close: () => unwatchFile(join(folder, ALIASES_FILE), onChange),
  }
}

function sameAs(model: Model, ref: ModelRef): Model {
  if (model.ref.sha256 === ref.sha256) return model
  throw corrupt(
    'model-mismatch',
    'manifest.json',
    `of version ${ref.version} is not the one that made the score`,
  )
}
